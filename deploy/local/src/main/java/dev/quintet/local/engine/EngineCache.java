package dev.quintet.local.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where unpacked engines are kept. */
public final class EngineCache {

    /** System property that names the folder. */
    public static final String PROPERTY = "quintet.engines";

    private EngineCache() {}

    /**
     * The folder named by the system property {@value #PROPERTY} or the variable {@code QUINTET_ENGINES}; else
     * {@code .quintet/engines} of the project that the working folder lies in; else a folder of the user's own under
     * the system's temporary one.
     */
    public static Path locate() {
        String named = System.getProperty(PROPERTY, System.getenv("QUINTET_ENGINES"));
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isDirectory(dir.resolve("deploy/local")) && Files.isRegularFile(dir.resolve("quintet"))) {
                return dir.resolve(".quintet/engines");
            }
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "quintet-engines-" + System.getProperty("user.name"));
    }
}

package dev.quintet.local.engine;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where and how an engine runs.
 *
 * @param name for messages and logs, such as {@code node1}
 * @param directory the engine's own folder: its data, its configuration; made when absent
 * @param port TCP port on 127.0.0.1, 1 to 65535
 * @param password of the account {@code quintet}; letters and digits only, at least 8
 * @param logFile takes the engine's output; rotated by size
 * @param cache where unpacked programs are kept
 */
public record EngineSettings(String name, Path directory, int port, String password, Path logFile, Path cache) {

    public EngineSettings {
        Objects.requireNonNull(name);
        directory = directory.toAbsolutePath().normalize();
        logFile = logFile.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
        if (!password.matches("[A-Za-z0-9]{8,}")) {
            throw new IllegalArgumentException("the password must be letters and digits, at least 8");
        }
    }

    /** Log inside the folder, programs in the shared cache. */
    static EngineSettings in(String name, Path directory, int port, String password) {
        return new EngineSettings(
                name, directory, port, password, directory.resolve(name + ".log"), EngineCache.locate());
    }

    /** The password stays out of logs and messages. */
    @Override
    public String toString() {
        return name + " at 127.0.0.1:" + port + " in " + directory;
    }
}

package dev.quintet.local.suite;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.quintet.local.engine.RandomPassword;
import dev.quintet.local.process.PrivateFiles;

/**
 * What must stay secret, made once by a secure random source and kept in files of mode 600.
 *
 * @param internal shared by gateway and services, which sign and verify callers by it
 * @param operatorKey what the person at the terminal uses as {@code X-API-Key}
 */
public record Secrets(String internal, String redis, String postgres, String nodes, String operatorKey) {

    private static final List<String> KEYS = List.of("internal", "redis", "postgres", "nodes");

    /** Those of this home; what is missing is made. {@code QUINTET_API_KEY} sets the operator key. */
    public static Secrets of(SuiteHome home, Map<String, String> environment) throws IOException {
        Files.createDirectories(home.folder());
        Properties kept = new Properties();
        if (Files.exists(home.secrets())) {
            kept.load(new StringReader(Files.readString(home.secrets())));
        }
        boolean complete = true;
        for (String key : KEYS) {
            complete &= kept.putIfAbsent(key, RandomPassword.next()) != null;
        }
        if (!complete) {
            StringBuilder content = new StringBuilder();
            KEYS.forEach(key -> content.append(key)
                    .append('=')
                    .append(kept.getProperty(key))
                    .append('\n'));
            PrivateFiles.write(home.secrets(), content.toString());
        }
        return new Secrets(
                kept.getProperty("internal"),
                kept.getProperty("redis"),
                kept.getProperty("postgres"),
                kept.getProperty("nodes"),
                operatorKey(home.operatorKey(), environment.get("QUINTET_API_KEY")));
    }

    private static String operatorKey(Path file, String given) throws IOException {
        String kept = Files.exists(file) ? Files.readString(file).trim() : "";
        String key = given != null && !given.isBlank() ? given.trim() : kept;
        if (key.isEmpty()) {
            key = RandomPassword.next();
        }
        if (!key.equals(kept)) {
            PrivateFiles.write(file, key + "\n");
        }
        return key;
    }

    /** Nothing of it, ever. */
    @Override
    public String toString() {
        return "Secrets";
    }
}

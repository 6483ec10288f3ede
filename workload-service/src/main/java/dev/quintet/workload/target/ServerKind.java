package dev.quintet.workload.target;

import java.util.Locale;

/** The databases that are told apart, by how they name their version. */
public enum ServerKind {
    MARIADB,
    MYSQL,
    OCEANBASE;

    /** Kind by {@code version()} and {@code @@version_comment}. */
    public static ServerKind of(String version, String comment) {
        String text = (version + " " + comment).toLowerCase(Locale.ROOT);
        if (text.contains("oceanbase")) {
            return OCEANBASE;
        }
        return text.contains("mariadb") ? MARIADB : MYSQL;
    }

    /** Name in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

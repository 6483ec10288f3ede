package dev.quintet.common.security;

import java.util.Set;
import java.util.TreeSet;

/** The roles of the suite. {@code admin} may do what {@code operator} may, and that what {@code viewer} may. */
public final class Roles {
    /** Reads. */
    public static final String VIEWER = "viewer";
    /** Runs workloads, injects faults, manages tasks. */
    public static final String OPERATOR = "operator";
    /** Manages keys and backends. */
    public static final String ADMIN = "admin";
    /** The conference's chat bot. */
    public static final String BOT = "bot";
    /** A task worker of another process. */
    public static final String WORKER = "worker";

    public static final Set<String> ALL = Set.of(VIEWER, OPERATOR, ADMIN, BOT, WORKER);

    private Roles() {}

    /** The given roles with all that they imply. */
    public static Set<String> expand(Set<String> roles) {
        Set<String> expanded = new TreeSet<>(roles);
        if (expanded.contains(ADMIN)) {
            expanded.add(OPERATOR);
            expanded.add(BOT);
        }
        if (expanded.contains(OPERATOR)) {
            expanded.add(VIEWER);
        }
        return expanded;
    }
}

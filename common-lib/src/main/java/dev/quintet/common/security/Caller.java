package dev.quintet.common.security;

import java.util.Set;

/**
 * Who calls.
 *
 * @param name the key's or token's name, for logs and audits; {@code anonymous} if nobody in particular
 * @param roles what the caller may do, as given; {@link Roles#expand} adds what they imply
 */
public record Caller(String name, Set<String> roles) {
    public static final Caller ANONYMOUS = new Caller("anonymous", Set.of());

    public Caller {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("a caller's name has 1 to 200 characters");
        }
        roles = Set.copyOf(roles);
    }

    /** Whether the caller has the role, given or implied. */
    public boolean has(String role) {
        return Roles.expand(roles).contains(role);
    }
}

package dev.quintet.gateway.route;

import java.util.Set;

import dev.quintet.common.security.Roles;

/**
 * Who may use a route.
 *
 * @param roles any one of them is enough; empty: everybody
 */
public record Access(Set<String> roles) {
    public static final Access PUBLIC = new Access(Set.of());

    public Access {
        roles = Set.copyOf(roles);
        if (!Roles.ALL.containsAll(roles)) {
            throw new IllegalArgumentException("roles are " + Roles.ALL);
        }
    }

    public boolean isPublic() {
        return roles.isEmpty();
    }

    /** @param held the caller's roles with all that they imply */
    public boolean allows(Set<String> held) {
        if (roles.isEmpty()) {
            return true;
        }
        for (String role : roles) {
            if (held.contains(role)) {
                return true;
            }
        }
        return false;
    }
}

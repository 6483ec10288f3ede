package dev.quintet.gateway.auth;

import java.util.Set;

import dev.quintet.common.security.Caller;
import dev.quintet.common.security.Roles;

/**
 * A caller whose key was checked, or nobody in particular.
 *
 * @param may the caller's roles with all that they imply
 * @param id tells this caller from all others; names may be given twice
 */
public record KnownCaller(Caller caller, Set<String> may, String id) {
    public static final KnownCaller ANONYMOUS = of(Caller.ANONYMOUS, "");

    public KnownCaller {
        may = Set.copyOf(may);
    }

    public static KnownCaller of(Caller caller, String id) {
        return new KnownCaller(caller, Roles.expand(caller.roles()), id);
    }

    public boolean isAnonymous() {
        return caller.equals(Caller.ANONYMOUS);
    }

    public String name() {
        return caller.name();
    }
}

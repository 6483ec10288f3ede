package dev.quintet.badge.identity;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

/** The badge that makes the present request; only on endpoints with {@link BadgeIdentity}. */
@RequestScoped
public class CurrentBadge {
    private BadgePair pair;
    private Badge badge;

    void set(BadgePair newPair, Optional<Badge> newBadge) {
        pair = newPair;
        badge = newBadge.orElse(null);
    }

    public BadgePair pair() {
        return pair;
    }

    /** Empty if nobody has claimed it, or the endpoint does not ask. */
    public Optional<Badge> badge() {
        return Optional.ofNullable(badge);
    }

    /** The claimed badge; only where the endpoint's policy is KNOWN. */
    public Badge known() {
        return badge().orElseThrow(() -> new IllegalStateException("the endpoint lets unknown badges in"));
    }
}

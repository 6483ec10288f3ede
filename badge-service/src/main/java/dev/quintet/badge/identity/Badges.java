package dev.quintet.badge.identity;

import java.util.Optional;

/** The claimed badges. */
public interface Badges {
    /** The badge of the pair, empty if nobody has claimed it. */
    Optional<Badge> find(BadgePair pair);

    /** As {@link #find} without ever waiting: empty also where that is not known at once. */
    Optional<Badge> seen(BadgePair pair);
}

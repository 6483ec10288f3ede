package dev.quintet.badge.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The badges that this process saw last: a badge's owner never changes, and a new name may wait for some seconds. */
final class RecentBadges {
    private static final int MOST = 50_000;

    private final Duration fresh;
    private final Clock clock;
    private final Map<BadgePair, Seen> badges = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BadgePair, Seen> eldest) {
            return size() > MOST;
        }
    };

    RecentBadges(Duration fresh, Clock clock) {
        this.fresh = fresh;
        this.clock = clock;
    }

    synchronized Optional<Badge> find(BadgePair pair) {
        return Optional.ofNullable(badges.get(pair))
                .filter(seen -> clock.instant().isBefore(seen.until()))
                .map(Seen::badge);
    }

    synchronized void put(Badge badge) {
        badges.put(badge.pair(), new Seen(badge, clock.instant().plus(fresh)));
    }

    synchronized void forget(BadgePair pair) {
        badges.remove(pair);
    }

    private record Seen(Badge badge, Instant until) {}
}

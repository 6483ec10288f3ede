package dev.quintet.badge.identity;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;

/** Redis first, then PostgreSQL: a known badge is known as long as one of them answers. */
@Singleton
class CachedBadges implements Badges {
    private final BadgeCache cache;
    private final PostgresBadges truth;

    CachedBadges(BadgeCache cache, Database database) {
        this.cache = cache;
        this.truth = new PostgresBadges(database);
    }

    @Override
    public Optional<Badge> seen(BadgePair pair) {
        return cache.seen(pair);
    }

    @Override
    public Optional<Badge> find(BadgePair pair) {
        Optional<Badge> cached = cache.find(pair);
        if (cached.isPresent()) {
            return cached;
        }
        Optional<Badge> found = truth.find(pair);
        found.ifPresent(cache::put);
        return found;
    }
}

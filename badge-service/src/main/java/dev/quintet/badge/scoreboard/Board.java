package dev.quintet.badge.scoreboard;

import java.time.Instant;

/**
 * One ranking of a game's scores.
 *
 * @param game the game's number
 * @param bracket only of people of this bracket; {@link #EVERYBODY} for all
 * @param before only of scores stored before this, in milliseconds since 1970; {@link #LIVE} for all
 */
record Board(int game, int bracket, long before) {
    static final int EVERYBODY = 0;
    static final long LIVE = 0;

    boolean isFrozen() {
        return before != LIVE;
    }

    boolean holds(Instant createdAt) {
        return !isFrozen() || createdAt.toEpochMilli() < before;
    }

    /** The sorted set. */
    String rows() {
        return key("rows");
    }

    /** The marker that the set is whole. */
    String ready() {
        return key("ready");
    }

    /** The lease of who builds it. */
    String builder() {
        return key("builder");
    }

    // One hash slot for all boards and their feed: a score is put on all its boards and told of in one step.
    private String key(String part) {
        return "quintet:badges:{boards}:" + game + ":" + bracket + ":" + before + ":" + part;
    }
}

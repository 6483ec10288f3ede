package dev.quintet.badge.scoreboard;

import java.util.Optional;

import dev.quintet.common.api.badge.BoardChange;

/**
 * An event of the live scoreboard.
 *
 * @param id for {@code Last-Event-ID}; empty for one that is no entry of the feed
 * @param kind {@code score}, {@code void}, {@code reset}, or empty: a sign of life
 * @param change the score it is about; empty if about none
 * @param data one line of JSON
 */
record FeedEvent(Optional<FeedId> id, String kind, Optional<BoardChange> change, String data) {
    /** Tells a listener that it has missed something and should read the leaderboards anew. */
    static final FeedEvent RESET = new FeedEvent(Optional.empty(), "reset", Optional.empty(), "{}");
    /** Tells a listener, and what lies between, that the stream is alive. */
    static final FeedEvent BEAT = new FeedEvent(Optional.empty(), "", Optional.empty(), "");

    static FeedEvent of(FeedId id, String kind, BoardChange change, String data) {
        return new FeedEvent(Optional.of(id), kind, Optional.of(change), data);
    }
}

package dev.quintet.badge.scoreboard;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * One open scoreboard. It gets each event at most once and in order: first those that it missed, then the live ones,
 * which are kept meanwhile. One that falls behind by more than its buffer is cut off and may resume.
 */
final class FeedListener {
    private final Optional<String> game;
    private final Optional<String> bracket;
    private final int capacity;
    private final Queue<FeedEvent> early = new ArrayDeque<>();
    private MultiEmitter<? super FeedEvent> emitter;
    private FeedId last;

    /** @param last what it has seen; only what comes after it is told */
    FeedListener(Optional<String> game, Optional<String> bracket, int capacity, FeedId last) {
        this.game = game;
        this.bracket = bracket;
        this.capacity = capacity;
        this.last = last;
    }

    /** Tells what was missed, then what came since the listener was made. */
    synchronized void attach(MultiEmitter<? super FeedEvent> newEmitter, List<FeedEvent> missed) {
        emitter = newEmitter;
        // At once: a proxy may hold back a head without a body.
        emit(FeedEvent.BEAT);
        missed.forEach(this::emit);
        early.forEach(this::emit);
        early.clear();
    }

    /** A live event; false if the listener has fallen behind and is cut off. */
    synchronized boolean tell(FeedEvent event) {
        if (emitter != null) {
            emit(event);
            return true;
        }
        return early.size() < capacity && early.add(event);
    }

    private void emit(FeedEvent event) {
        if (event.id().isPresent()) {
            if (event.id().get().compareTo(last) <= 0) {
                return;
            }
            last = event.id().get();
        }
        if (wants(event)) {
            emitter.emit(event);
        }
    }

    private boolean wants(FeedEvent event) {
        return event.change()
                .map(change -> game.map(change.gameName()::equals).orElse(true)
                        && bracket.map(wanted -> wanted.equals(change.bracket()))
                                .orElse(true))
                .orElse(true);
    }

    synchronized void end() {
        if (emitter != null) {
            emitter.complete();
        }
    }
}

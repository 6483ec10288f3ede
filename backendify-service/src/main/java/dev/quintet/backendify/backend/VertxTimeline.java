package dev.quintet.backendify.backend;

import java.time.Duration;

import io.vertx.core.Vertx;

/** Real time, kept by Vert.x: tasks run on the event loop that asked for them. */
public final class VertxTimeline implements Timeline {
    private final Vertx vertx;

    public VertxTimeline(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> task.run());
        return () -> vertx.cancelTimer(timer);
    }
}

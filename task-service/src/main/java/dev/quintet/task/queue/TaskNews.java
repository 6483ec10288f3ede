package dev.quintet.task.queue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import dev.quintet.common.event.SuiteEvents;

/** Tells the suite's feed what people want to see, at most once a second of a kind and subject, with the count. */
@Singleton
public class TaskNews {
    private static final int MOST_KINDS = 1000;

    private final SuiteEvents events;
    private final Map<Piece, Integer> pieces = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "task-news");
        thread.setDaemon(true);
        return thread;
    });

    private record Piece(String kind, String subject, String message) {}

    TaskNews(SuiteEvents events) {
        this.events = events;
    }

    // Periodic work ends with the timer.
    @SuppressWarnings("FutureReturnValueIgnored")
    @PostConstruct
    void start() {
        timer.scheduleWithFixedDelay(this::send, 1, 1, TimeUnit.SECONDS);
    }

    /** @param count how many times it happened */
    public void tell(String kind, String subject, String message, int count) {
        Piece piece = new Piece(kind, subject, message);
        if (pieces.size() < MOST_KINDS || pieces.containsKey(piece)) {
            pieces.merge(piece, count, Integer::sum);
        }
    }

    private void send() {
        for (Piece piece : List.copyOf(pieces.keySet())) {
            Integer count = pieces.remove(piece);
            if (count != null) {
                String message = count == 1 ? piece.message() : count + " times: " + piece.message();
                events.publish(piece.kind(), piece.subject(), message, Map.of("count", count));
            }
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        send();
    }
}

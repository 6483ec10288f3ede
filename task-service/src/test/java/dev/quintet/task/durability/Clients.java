package dev.quintet.task.durability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Clients that send numbered tasks over HTTP, each until it is accepted, with an idempotency key each; now and then they
 * send one again that was accepted before.
 */
final class Clients {
    private static final int THREADS = 4;
    private static final int LONGEST_MILLIS = 40;
    private static final int ONE_IN_AGAIN = 20;
    private static final int ONE_IN_DELAYED = 10;
    private static final int ACCEPTED = 202;
    private static final Set<Integer> LATER = Set.of(429, 503);
    private static final List<String> PRIORITIES = List.of("high", "normal", "low");

    private final Supplier<URI> api;
    private final int tasks;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, String> accepted = new ConcurrentHashMap<>();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private final Set<Integer> doubled = ConcurrentHashMap.newKeySet();
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param api where the API is now; null while it starts
     * @param tasks how many are sent in all
     */
    Clients(Supplier<URI> api, int tasks) {
        this.api = api;
        this.tasks = tasks;
    }

    void start() {
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::send, "client-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    void stop() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private void send() {
        try {
            for (int number = next.getAndIncrement(); number < tasks; number = next.getAndIncrement()) {
                sendUntilAccepted(number);
                ThreadLocalRandom random = ThreadLocalRandom.current();
                if (random.nextInt(ONE_IN_AGAIN) == 0) {
                    sendUntilAccepted(random.nextInt(number + 1));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendUntilAccepted(int number) throws InterruptedException {
        String body = body(number);
        while (!isAccepted(number, body)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static String body(int number) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return """
                {"type":"sleep","payload":{"millis":%d},"priority":"%s","idempotencyKey":"key-%d","maxAttempts":100,
                "backoff":{"kind":"fixed","delay":"20ms","max":"20ms","jitter":0.5},"delay":"%s"}"""
                .formatted(
                        random.nextInt(LONGEST_MILLIS),
                        PRIORITIES.get(random.nextInt(PRIORITIES.size())),
                        number,
                        random.nextInt(ONE_IN_DELAYED) == 0 ? "100ms" : "0ms");
    }

    private boolean isAccepted(int number, String body) throws InterruptedException {
        URI address = api.get();
        if (address == null) {
            return false;
        }
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/tasks"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == ACCEPTED) {
                note(number, json.readTree(answer.body()).get("id").asText());
                return true;
            }
            refused.merge(Integer.toString(answer.statusCode()), 1, Integer::sum);
            if (!LATER.contains(answer.statusCode())) {
                wrong.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException cut) {
            refused.merge("cut off", 1, Integer::sum);
        }
        return false;
    }

    private void note(int number, String id) {
        String before = accepted.putIfAbsent(number, id);
        if (before != null && !before.equals(id)) {
            doubled.add(number);
        }
    }

    /** Whether all tasks are accepted. */
    boolean isDone() {
        return accepted.size() == tasks && threads.stream().noneMatch(Thread::isAlive);
    }

    /** The id of each number. */
    Map<Integer, String> accepted() {
        return accepted;
    }

    /** What was not accepted and sent again: how often by status, or {@code cut off}. */
    Map<String, Integer> refused() {
        return new TreeMap<>(refused);
    }

    /** Keys that were answered with two ids. */
    Set<Integer> doubled() {
        return doubled;
    }

    /** Answers that no client should get, whatever dies. */
    Set<String> wrong() {
        return wrong;
    }
}

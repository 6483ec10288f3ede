package dev.quintet.local.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Listens to the gateway's live feed beside all else, and counts the events by kind. */
public final class EventTail implements AutoCloseable {

    private static final int MOST_KINDS = 100;
    private static final String KIND = "event:";

    private final GatewayClient client;
    private final Thread listener;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch news = new CountDownLatch(1);
    private final Map<String, Long> byKind = new TreeMap<>();
    private volatile boolean closed;
    private volatile InputStream stream = InputStream.nullInputStream();

    private EventTail(GatewayClient client) {
        this.client = client;
        this.listener = new Thread(this::listen, "event-tail");
        this.listener.setDaemon(true);
    }

    /** Starts to listen; returns when the feed is open, or after 30 s. */
    public static EventTail open(GatewayClient client) throws InterruptedException {
        EventTail tail = new EventTail(client);
        tail.listener.start();
        boolean inTime = tail.opened.await(30, TimeUnit.SECONDS);
        return inTime ? tail : tail.giveUp();
    }

    private EventTail giveUp() {
        close();
        return this;
    }

    /** Waits until an event has come, or none can come any more, or the limit has passed. */
    public void awaitNews(Duration limit) throws InterruptedException {
        var unused = news.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many events of each kind have come. */
    public Map<String, Long> byKind() {
        synchronized (byKind) {
            return Collections.unmodifiableMap(new TreeMap<>(byKind));
        }
    }

    private void listen() {
        try (InputStream events = client.open(Call.get("/api/events"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            stream = events;
            opened.countDown();
            for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
                if (line.startsWith(KIND)) {
                    count(line.substring(KIND.length()).trim());
                }
            }
        } catch (IOException e) {
            // The feed is news, not work: what was counted until then is what is told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            opened.countDown();
            news.countDown();
        }
    }

    private void count(String kind) {
        synchronized (byKind) {
            byKind.merge(byKind.size() < MOST_KINDS || byKind.containsKey(kind) ? kind : "others", 1L, Long::sum);
        }
        news.countDown();
    }

    @Override
    public void close() {
        closed = true;
        listener.interrupt();
        try {
            stream.close();
        } catch (IOException e) {
            // It ends with the program anyway.
        }
    }
}

package dev.quintet.gateway.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Clients that ask again and again, each on a connection that it keeps, and count what they see. */
public final class Crowd implements AutoCloseable {
    /** Counted instead of a status: the connection ended without an answer. */
    public static final int BROKEN = 0;

    private final Map<Integer, LongAdder> seen = new ConcurrentSkipListMap<>();
    private final List<CompletableFuture<Void>> clients = new ArrayList<>();
    private volatile boolean over;

    /** Asks each port with as many clients, until closed. */
    public static Crowd asks(String path, int clientsEach, int... ports) {
        Crowd crowd = new Crowd();
        for (int port : ports) {
            for (int i = 0; i < clientsEach; i++) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                Thread thread = new Thread(() -> crowd.ask(port, path, done), "crowd");
                thread.setDaemon(true);
                thread.start();
                crowd.clients.add(done);
            }
        }
        return crowd;
    }

    private void ask(int port, String path, CompletableFuture<Void> done) {
        while (!over) {
            try (RawClient client = new RawClient(port)) {
                while (!over) {
                    int status = client.send("GET " + path + " HTTP/1.1\r\nHost: g\r\n\r\n")
                            .answer()
                            .status();
                    count(status);
                }
            } catch (IOException ended) {
                count(BROKEN);
            }
        }
        done.complete(null);
    }

    private void count(int status) {
        seen.computeIfAbsent(status, first -> new LongAdder()).increment();
    }

    public long of(int status) {
        return seen.containsKey(status) ? seen.get(status).sum() : 0;
    }

    public long all() {
        return seen.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** By status. */
    public Map<Integer, Long> counts() {
        Map<Integer, Long> counts = new TreeMap<>();
        seen.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    /** Returns when the last client has its answer. */
    @Override
    public void close() throws Exception {
        over = true;
        for (CompletableFuture<Void> client : clients) {
            client.get(Patience.SECONDS, TimeUnit.SECONDS);
        }
    }
}

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Badges that score on while the service is killed and started again, and remember which scores were accepted. */
final class KillDrill implements AutoCloseable {
    private static final List<String> GAMES = List.of("BO", "LA", "RO", "TT");

    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Long> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicLong next;
    private final AtomicBoolean playing = new AtomicBoolean(true);
    private final ExecutorService threads;
    private final List<Future<?>> players = new ArrayList<>();

    KillDrill(int port, List<String[]> badges, long firstScore) {
        this.port = port;
        this.next = new AtomicLong(firstScore);
        this.threads = Executors.newFixedThreadPool(badges.size());
        for (String[] badge : badges) {
            players.add(threads.submit(() -> play(badge)));
        }
    }

    /** How many have been accepted so far. */
    int accepted() {
        return accepted.size();
    }

    /** Waits until so many more have been accepted. */
    void more(int count) throws InterruptedException {
        int wanted = accepted.size() + count;
        long until = System.nanoTime() + 90_000_000_000L;
        while (accepted.size() < wanted) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("nothing more is accepted");
            }
            Thread.sleep(20);
        }
    }

    /** Ends the play; the accepted scores, by comma. */
    String end() throws Exception {
        playing.set(false);
        for (Future<?> player : players) {
            player.get();
        }
        return String.join(",", accepted.stream().map(String::valueOf).toList());
    }

    private void play(String[] badge) {
        while (playing.get()) {
            long score = next.getAndIncrement();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/games/me/" + GAMES.get((int) (score % 4))))
                    .header("panda-xpress", badge[0])
                    .header("panda-mac", badge[1])
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"score\":" + score + ",\"duration\":1}"))
                    .build();
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    accepted.add(score);
                }
            } catch (IOException killed) {
                // Not answered: it may be there or not.
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        playing.set(false);
        threads.shutdownNow();
        threads.awaitTermination(20, TimeUnit.SECONDS);
    }
}

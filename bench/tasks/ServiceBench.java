import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tasks through the running service, at a steady rate over HTTP: java ServiceBench.java PORT RATE SECONDS. Times count from
 * when a request was due. Every tenth task is waited for.
 */
public final class ServiceBench {
    private static final int WAITED_FOR = 10;
    private static final String BODY =
            "{\"type\":\"echo\",\"payload\":{\"pad\":\"0123456789012345678901234567890123456789\"}}";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI tasks;
    private final Queue<Double> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Double> done = new ConcurrentLinkedQueue<>();
    private final Queue<Double> started = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private ServiceBench(int port) {
        tasks = URI.create("http://127.0.0.1:" + port + "/api/tasks");
    }

    private static Instant time(String task, String field) {
        Matcher found = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(task);
        return found.find() ? Instant.parse(found.group(1)) : Instant.MAX;
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    private CompletableFuture<?> one(long due, boolean waitFor) {
        HttpRequest post = HttpRequest.newBuilder(tasks)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        return client.sendAsync(post, HttpResponse.BodyHandlers.ofString()).thenCompose(answer -> {
            accepted.add(since(due));
            if (answer.statusCode() != 202) {
                wrong.add(answer.statusCode() + " " + answer.body());
                return CompletableFuture.completedFuture(null);
            }
            return waitFor ? end(answer.headers().firstValue("Location").orElseThrow(), due) : CompletableFuture.completedFuture(null);
        });
    }

    private CompletableFuture<?> end(String location, long due) {
        HttpRequest get = HttpRequest.newBuilder(tasks.resolve(location + "?wait=30s")).build();
        return client.sendAsync(get, HttpResponse.BodyHandlers.ofString()).thenAccept(answer -> {
            done.add(since(due));
            String task = answer.body();
            if (!task.contains("\"state\":\"succeeded\"")) {
                wrong.add(task);
            }
            started.add((double) Duration.between(time(task, "createdAt"), time(task, "startedAt")).toMillis());
        });
    }

    private void run(double perSecond, int seconds) throws Exception {
        List<CompletableFuture<?>> all = new ArrayList<>();
        long begun = System.nanoTime();
        for (long i = 0; i < perSecond * seconds; i++) {
            long due = begun + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(50_000);
            }
            all.add(one(due, i % WAITED_FOR == 0));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    }

    private static double part(Queue<Double> times, double part) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) (sorted.length * part)];
    }

    public static void main(String[] arguments) throws Exception {
        ServiceBench bench = new ServiceBench(Integer.parseInt(arguments[0]));
        double rate = Double.parseDouble(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        // The first half warms up and does not count.
        bench.run(rate, seconds);
        List.of(bench.accepted, bench.done, bench.started).forEach(Queue::clear);
        bench.run(rate, seconds);
        System.out.printf(
                Locale.ROOT,
                "{\"system\":\"service\",\"rate\":%.0f,\"tasks\":%d,\"wrong\":%d,\"acceptedP50\":%.2f,\"acceptedP99\":%.2f,\"doneP50\":%.2f,\"doneP99\":%.2f,\"startP50\":%.0f,\"startP99\":%.0f}%n",
                rate, bench.accepted.size(), bench.wrong.size(), part(bench.accepted, 0.5), part(bench.accepted, 0.99),
                part(bench.done, 0.5), part(bench.done, 0.99), part(bench.started, 0.5), part(bench.started, 0.99));
        bench.wrong.stream().limit(3).forEach(System.err::println);
        System.exit(bench.wrong.isEmpty() ? 0 : 1);
    }
}

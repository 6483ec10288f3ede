package dev.quintet.anomaly.metric.prometheus;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricSource;
import dev.quintet.anomaly.node.Node;

/**
 * Measures containers by what Prometheus has scraped of them. It is asked beside the sampling, each step; a query that
 * fails or is slow leaves its own metric empty and the others alone.
 */
public final class PrometheusSource implements MetricSource {
    /** A value older than so many steps is none. */
    private static final int STALE_STEPS = 3;

    private final PrometheusClient client;
    private final PrometheusConfig config;
    private final Map<String, String> queries;
    private final Clock clock;
    private final Map<String, Asked> answers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService asking = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "metrics-prometheus");
        thread.setDaemon(true);
        return thread;
    });

    /** The answer to one query: values by node, or what is wrong. */
    private record Asked(Instant at, Map<String, Double> values, String problem) {}

    public PrometheusSource(PrometheusConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.client = new PrometheusClient(
                config.url()
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "quintet.anomaly.prometheus.url (PROMETHEUS_URL) is not set, and the source prometheus is on")),
                config.timeout());
        this.queries = PrometheusQueries.of(config);
        long step = config.step().toMillis();
        if (step < 100) {
            throw new IllegalArgumentException("quintet.anomaly.prometheus.step: " + config.step() + " is below 100ms");
        }
        queries.forEach((metric, query) -> {
            Future<?> unused = asking.scheduleWithFixedDelay(() -> ask(metric, query), 0, step, TimeUnit.MILLISECONDS);
        });
    }

    private void ask(String metric, String query) {
        Instant now = clock.instant();
        Duration reach = config.step().multipliedBy(STALE_STEPS);
        try {
            Map<String, Double> values = client.last(query, config.nodeLabel(), now.minus(reach), now, config.step());
            answers.put(metric, new Asked(now, values, ""));
        } catch (IOException e) {
            answers.put(metric, new Asked(now, Map.of(), message(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            answers.put(metric, new Asked(now, Map.of(), e.toString()));
        }
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public List<Metric> metrics() {
        return PrometheusQueries.METRICS;
    }

    @Override
    public Reading read(Node node) {
        float[] values = new float[PrometheusQueries.METRICS.size()];
        Arrays.fill(values, Float.NaN);
        Map<String, List<String>> problems = new TreeMap<>();
        Instant oldest =
                clock.instant().minus(config.step().multipliedBy(STALE_STEPS)).minus(config.timeout());
        for (int i = 0; i < values.length; i++) {
            String metric = PrometheusQueries.METRICS.get(i).name();
            Asked asked = answers.get(metric);
            if (asked == null || asked.at().isBefore(oldest)) {
                note(problems, "no answer yet", metric);
            } else if (!asked.problem().isEmpty()) {
                note(problems, asked.problem(), metric);
            } else if (asked.values().containsKey(node.name())) {
                values[i] = asked.values().get(node.name()).floatValue();
            } else {
                note(problems, "no series with " + config.nodeLabel() + "=\"" + node.name() + "\"", metric);
            }
        }
        String problem = problems.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + ": " + each.getKey())
                .collect(Collectors.joining("; "));
        return new Reading(values, problem);
    }

    private static void note(Map<String, List<String>> problems, String what, String metric) {
        problems.computeIfAbsent(what, any -> new ArrayList<>()).add(metric);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}

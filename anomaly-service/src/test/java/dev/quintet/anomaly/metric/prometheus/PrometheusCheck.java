package dev.quintet.anomaly.metric.prometheus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import dev.quintet.anomaly.metric.MetricSource.Reading;
import dev.quintet.anomaly.node.RemoteNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Awaitility.with;

/**
 * A real Prometheus that scrapes a real exporter. Not one of the tests that always run, since both are programs of the
 * machine: {@code -Dtest=PrometheusCheck} with {@code PROMETHEUS_CHECK=true} where {@code prometheus} and {@code
 * prometheus-node-exporter} are installed.
 */
@EnabledIfEnvironmentVariable(named = "PROMETHEUS_CHECK", matches = "true")
class PrometheusCheck {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RemoteNode NODE = new RemoteNode("ob-1");
    private static final List<String> METRICS =
            PrometheusQueries.METRICS.stream().map(metric -> metric.name()).toList();

    /** The machine itself as a node, by what the exporter measures of it. */
    private static final Map<String, String> MACHINE = Map.of(
            "cpu_percent", "100 * sum by (pod) (rate(node_cpu_seconds_total{mode!=\"idle\"}[10s]))",
            "memory_mib", "sum by (pod) (node_memory_MemTotal_bytes) / 1048576",
            "network_in_bytes_per_s", "sum by (pod) (rate(node_network_receive_bytes_total[10s]))",
            "network_out_bytes_per_s", "sum by (pod) (rate(node_network_transmit_bytes_total[10s]))",
            "disk_read_bytes_per_s", "sum by (pod) (node_uname_info) * 0",
            "disk_write_bytes_per_s", "sum by (pod) (rate(no_such_metric[10s]))");

    @TempDir
    Path folder;

    private final int exporterPort = freePort();
    private final int prometheusPort = freePort();
    private final List<Process> processes = new ArrayList<>();
    private final long start = System.nanoTime();
    private Process exporter;
    private Process prometheus;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(folder.resolve("textfile"));
        writeContainerMetrics();
        Files.writeString(
                folder.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                  - job_name: nodes
                    static_configs: [{targets: ["127.0.0.1:%d"], labels: {pod: ob-1}}]
                """
                        .formatted(exporterPort));
        startExporter();
        startPrometheus();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void isAskedOfTheMachineAndBothMayDieAndComeBack() throws IOException, InterruptedException {
        try (PrometheusSource source = source(MACHINE)) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Reading reading = source.read(NODE);
                assertThat(value(reading, "cpu_percent")).as(reading.problem()).isBetween(0.01f, 100_000f);
                assertThat(value(reading, "memory_mib")).isBetween(100f, 1e8f);
                assertThat(value(reading, "network_in_bytes_per_s")).isNotNegative();
                assertThat(value(reading, "disk_read_bytes_per_s")).isZero();
                assertThat(value(reading, "disk_write_bytes_per_s")).isNaN();
                assertThat(reading.problem()).isEqualTo("disk_write_bytes_per_s: no series with pod=\"ob-1\"");
            });
            assertThat(source.read(new RemoteNode("ob-2")).problem()).contains("no series with pod=\"ob-2\"");

            exporter.destroyForcibly().waitFor();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(source.read(NODE).values())
                            .as("gone, not frozen")
                            .containsOnly(Float.NaN));
            startExporter();
            awaitMemory(source);

            prometheus.destroyForcibly().waitFor();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(source.read(NODE).problem()).contains("nobody answers there"));
            startPrometheus();
            awaitMemory(source);
        }
    }

    /** The default queries, of containers: the exporter passes on counters under cAdvisor's names. */
    @Test
    void makesRatesOfTheCountersOfContainers() {
        try (PrometheusSource source = source(Map.of())) {
            with().pollInterval(Duration.ofMillis(500)).await().atMost(PATIENCE).untilAsserted(() -> {
                writeContainerMetrics();
                Reading reading = source.read(NODE);
                assertThat(reading.problem()).isEmpty();
                assertThat(value(reading, "cpu_percent")).isBetween(30f, 70f);
                assertThat(value(reading, "memory_mib")).isEqualTo(512);
                assertThat(value(reading, "network_in_bytes_per_s")).isBetween(600f, 1400f);
                assertThat(value(reading, "network_out_bytes_per_s")).isBetween(1200f, 2800f);
                assertThat(value(reading, "disk_read_bytes_per_s")).isBetween(1800f, 4200f);
                assertThat(value(reading, "disk_write_bytes_per_s")).isBetween(2400f, 5600f);
            });
        }
    }

    /** Half a processor, and thousands of bytes a second; put in place in one step. */
    private void writeContainerMetrics() throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        String container = "{container=\"observer\",pod=\"ob-1\"} ";
        String text = "container_cpu_usage_seconds_total" + container + 0.5 * seconds
                + "\ncontainer_memory_working_set_bytes" + container + (512 << 20)
                + "\ncontainer_network_receive_bytes_total{pod=\"ob-1\"} " + 1000 * seconds
                + "\ncontainer_network_transmit_bytes_total{pod=\"ob-1\"} " + 2000 * seconds
                + "\ncontainer_fs_reads_bytes_total" + container + 3000 * seconds
                + "\ncontainer_fs_writes_bytes_total" + container + 4000 * seconds + "\n";
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.move(next, folder.resolve("textfile/containers.prom"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitMemory(PrometheusSource source) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(value(source.read(NODE), "memory_mib"))
                .isBetween(100f, 1e8f));
    }

    private static float value(Reading reading, String metric) {
        return reading.values()[METRICS.indexOf(metric)];
    }

    private PrometheusSource source(Map<String, String> queries) {
        URI url = URI.create("http://127.0.0.1:" + prometheusPort);
        return new PrometheusSource(new TestPrometheusConfig(url, queries), Clock.systemUTC());
    }

    private void startExporter() throws IOException {
        exporter = run(
                "prometheus-node-exporter",
                "--web.listen-address=127.0.0.1:" + exporterPort,
                "--collector.textfile.directory=" + folder.resolve("textfile"));
    }

    private void startPrometheus() throws IOException {
        prometheus = run(
                "prometheus",
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("series"),
                "--web.listen-address=127.0.0.1:" + prometheusPort,
                "--log.level=warn");
    }

    private Process run(String... command) throws IOException {
        Path log = folder.resolve(command[0] + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        processes.add(process);
        return process;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

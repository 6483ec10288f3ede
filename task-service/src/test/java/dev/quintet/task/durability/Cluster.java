package dev.quintet.task.durability;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.awaitility.Awaitility;

import dev.quintet.task.queue.RealRedis;

/**
 * A Redis that syncs each write, so that what it answered is on disk; the packaged service as API; and three workers:
 * each a process that can be killed, stopped and started.
 */
final class Cluster implements AutoCloseable {
    private static final int WORKERS = 3;
    private static final String LISTENING = "Listening on: ";
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RandomGenerator random;
    private final Path target = target();
    /** The processes' logs, for a look afterwards. */
    private final Path folder = Files.createTempDirectory(target, "durability");

    private final RealRedis redis = new RealRedis();
    private final Process[] workers = new Process[WORKERS];
    private Process api;
    private volatile URI address;

    Cluster(RandomGenerator random) throws IOException {
        this.random = random;
    }

    void start() throws IOException {
        redis.syncEachWrite();
        for (int i = 0; i < WORKERS; i++) {
            startWorker(i, Duration.ZERO);
        }
        startApi();
    }

    RealRedis redis() {
        return redis;
    }

    /** Where the API is; null while it starts. */
    URI address() {
        return address;
    }

    void killRedis() {
        redis.engine().kill();
        redis.engine().restart();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(redis::syncEachWrite);
    }

    void stopRedis() throws IOException, InterruptedException {
        halt(redis.engine().pid());
    }

    void killWorker() throws IOException, InterruptedException {
        replaceWorker(Duration.ZERO);
    }

    void setWorkerAhead() throws IOException, InterruptedException {
        replaceWorker(AHEAD);
    }

    private void replaceWorker(Duration ahead) throws IOException, InterruptedException {
        int index = random.nextInt(WORKERS);
        workers[index].destroyForcibly().waitFor();
        startWorker(index, ahead);
    }

    void stopWorker() throws IOException, InterruptedException {
        halt(workers[random.nextInt(WORKERS)].pid());
    }

    void killApi() throws IOException, InterruptedException {
        api.destroyForcibly().waitFor();
        startApi();
    }

    private void startWorker(int index, Duration ahead) throws IOException {
        workers[index] = java(
                        List.of("-Xmx96m", "-cp", System.getProperty("java.class.path"), WorkerNode.class.getName()),
                        List.of(
                                Integer.toString(redis.engine().port()),
                                redis.engine().password(),
                                "worker-" + index + "-" + random.nextInt(1_000_000),
                                ahead.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("workers.log").toFile()))
                .start();
    }

    private void startApi() throws IOException {
        // Where it was, another program may listen by now.
        address = null;
        ProcessBuilder service = java(
                List.of(
                        "-Xmx192m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-Dquintet.tasks.worker.enabled=false",
                        "-Dquintet.tasks.queue.name=" + WorkerNode.QUEUE,
                        "-Dquintet.tasks.queue.lease=" + WorkerNode.LEASE.toMillis() + "ms",
                        "-Dquintet.tasks.queue.command-timeout=2s",
                        "-Dquintet.tasks.queue.max-backlog=200"),
                List.of("-jar", target.resolve("quarkus-app/quarkus-run.jar").toString()));
        service.environment().put("REDIS_HOST", redis.engine().host());
        service.environment().put("REDIS_PORT", Integer.toString(redis.engine().port()));
        service.environment().put("REDIS_PASSWORD", redis.engine().password());
        api = service.redirectErrorStream(true).start();
        Process begun = api;
        Thread reader = new Thread(() -> listen(begun), "api-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Maven's folder of this module. */
    private static Path target() {
        return Path.of(URI.create(Cluster.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .getParent();
    }

    private void listen(Process service) {
        try (BufferedReader lines = service.inputReader();
                var log = Files.newBufferedWriter(folder.resolve("api-" + service.pid() + ".log"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
                log.newLine();
                int at = line.indexOf(LISTENING);
                if (at >= 0) {
                    address = URI.create(line.substring(at + LISTENING.length()).trim());
                }
            }
        } catch (IOException killed) {
            // Its end is what was wanted.
            return;
        }
    }

    private ProcessBuilder java(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static void halt(long pid) throws IOException, InterruptedException {
        signal("STOP", pid);
        TimeUnit.MILLISECONDS.sleep(WorkerNode.LEASE.toMillis() * 2);
        signal("CONT", pid);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        for (Process worker : workers) {
            end(worker);
        }
        end(api);
        redis.close();
    }

    private static void end(Process process) throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }
}

package dev.quintet.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.quintet.local.process.ChildProcess;
import dev.quintet.local.process.Ports;
import dev.quintet.local.process.RotatingLog;

/** One more process of a service that runs: same program, same settings but a few, another port. */
record Replica(String name, int port, ChildProcess process, Path log) {
    private static final int READY = 200;

    /**
     * Starts it.
     *
     * @param pid of the process that it is like
     * @param settings environment variables that differ
     */
    static Replica of(String name, long pid, Map<String, String> settings, Path logs) throws IOException {
        int port = Ports.free();
        Path of = Path.of("/proc", String.valueOf(pid));
        Map<String, String> environment = new HashMap<>();
        for (String variable : words(of.resolve("environ"))) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        environment.putAll(settings);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        Path log = logs.resolve(name + ".log");
        ChildProcess process = ChildProcess.start(
                name,
                words(of.resolve("cmdline")),
                environment,
                of.resolve("cwd").toRealPath(),
                RotatingLog.open(log));
        return new Replica(name, port, process, log);
    }

    private static List<String> words(Path file) throws IOException {
        return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Whether it serves; false too when it cannot be asked yet. */
    boolean isReady(HttpClient http) throws InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create(address() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == READY;
        } catch (IOException notYet) {
            return false;
        }
    }
}

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.quintet.local.engine.PostgresEngine;
import dev.quintet.local.engine.RedisEngine;

/** The engines, the service and the peer, in a folder of their own. */
final class Rig implements AutoCloseable {
    static final int SERVICE_PORT = 15_000;
    static final int PEER_PORT = 15_001;
    static final Path HERE = Path.of("bench/badges");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder = Files.createTempDirectory("badge-bench-");
    private final PostgresEngine postgres = PostgresEngine.start(folder.resolve("postgres"), 0, "badges");
    private final RedisEngine redis = RedisEngine.start(folder.resolve("redis"), 0);
    private Process service;
    private Process peer;

    Rig() throws Exception {
        // Nothing is left behind, also when the run is stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        startService();
    }

    void startService() throws Exception {
        service = service();
        awaitAnswer(SERVICE_PORT, "/q/health/ready");
    }

    void killService() throws Exception {
        service.destroyForcibly().waitFor();
        service = service();
    }

    void startPeer(String python) throws Exception {
        peer = peer(python);
        awaitAnswer(PEER_PORT, "/ready");
    }

    private Process service() throws IOException {
        // The images' collector.
        ProcessBuilder builder = new ProcessBuilder(
                "java", "-XX:+UseSerialGC", "-Xmx512m", "-jar", "badge-service/target/quarkus-app/quarkus-run.jar");
        builder.environment().putAll(Map.of(
                "QUARKUS_HTTP_PORT", Integer.toString(SERVICE_PORT),
                // All badges are this machine's here.
                "QUINTET_BADGES_LIMIT_ADDRESS_RATE", "1000000",
                "QUINTET_BADGES_LIMIT_ADDRESS_BURST", "1000000",
                "QUINTET_BADGES_LIMIT_BADGE_RATE", "1000"));
        return start(builder, folder.resolve("service.log"));
    }

    private Process peer(String python) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                python, "-m", "uvicorn", "peer:app", "--app-dir", HERE.toString(), "--port",
                Integer.toString(PEER_PORT), "--workers", "2", "--log-level", "warning", "--no-access-log");
        return start(builder, folder.resolve("peer.log"));
    }

    private Process start(ProcessBuilder builder, Path log) throws IOException {
        builder.environment().putAll(Map.of(
                "PG_DB_HOST", postgres.host(),
                "PG_DB_PORT", Integer.toString(postgres.port()),
                "PG_DB_USER", postgres.user(),
                "PG_DB_PASSWORD", postgres.password(),
                "PG_DB_DATABASE", "badges",
                "REDIS_HOST", redis.host(),
                "REDIS_PORT", Integer.toString(redis.port()),
                "REDIS_PASSWORD", redis.password()));
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private void awaitAnswer(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        long until = System.nanoTime() + 120_000_000_000L;
        while (System.nanoTime() < until) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It starts.
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("no answer from port " + port);
    }

    /** Commands without arguments that hold blanks; the answers as Redis sends them. */
    String redis(String command) throws IOException {
        try (Socket socket = new Socket(redis.host(), redis.port())) {
            socket.getOutputStream()
                    .write(("AUTH " + redis.password() + "\r\n" + command + "\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    String psql(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("psql", "-qAtX", "-v", "ON_ERROR_STOP=1"));
        all.addAll(List.of(arguments));
        return execute(command(all.toArray(String[]::new)));
    }

    ProcessBuilder command(String... words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(Map.of(
                "PGHOST", postgres.host(),
                "PGPORT", Integer.toString(postgres.port()),
                "PGUSER", postgres.user(),
                "PGPASSWORD", postgres.password(),
                "PGDATABASE", "badges"));
        return builder;
    }

    static String execute(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    builder.command() + ": " + out.substring(0, Math.min(500, out.length())));
        }
        return out;
    }

    /** Until all that was accepted has had its effects. */
    void awaitProcessed() throws Exception {
        while (!psql("-c", "SELECT count(*) FROM outbox").strip().equals("0")) {
            Thread.sleep(50);
        }
    }

    @Override
    public synchronized void close() {
        for (Process child : new Process[] {service, peer}) {
            if (child != null) {
                child.destroy();
                try {
                    child.waitFor(30, TimeUnit.SECONDS);
                } catch (InterruptedException hurried) {
                    child.destroyForcibly();
                }
            }
        }
        redis.kill();
        postgres.kill();
    }
}

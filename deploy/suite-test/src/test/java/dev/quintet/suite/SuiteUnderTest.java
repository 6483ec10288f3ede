package dev.quintet.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.local.process.Ports;

/**
 * The whole suite as a user has it, run by the script from a folder of its own (with a space in its name) on ports of
 * its own, so that it does not meet one that runs already. The modules in that folder are links to the built ones.
 */
final class SuiteUnderTest implements AutoCloseable {
    /** What one command of the script did. */
    record Outcome(int exitCode, String output) {}

    static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> NAMES = List.of(
            "gateway",
            "task",
            "backendify",
            "badge",
            "workload",
            "anomaly",
            "redis",
            "postgres",
            "node1",
            "node2",
            "node3",
            "proxy",
            "node1-proxy",
            "node2-proxy",
            "node3-proxy",
            "node1-proxy-control",
            "node2-proxy-control",
            "node3-proxy-control",
            "backend-ru",
            "backend-us");
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(10);

    private final Path home;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    SuiteUnderTest() throws IOException {
        Path project = project();
        home = Files.createTempDirectory("quintet suite ").toRealPath();
        for (String name : NAMES) {
            int port = Ports.free();
            while (ports.containsValue(port)) {
                port = Ports.free();
            }
            ports.put(name, port);
        }
        // A link to the script would lead it home to the project; the modules may be links.
        Files.copy(project.resolve("quintet"), home.resolve("quintet"));
        home.resolve("quintet").toFile().setExecutable(true);
        Files.copy(project.resolve("pom.xml"), home.resolve("pom.xml"));
        Files.createSymbolicLink(home.resolve("deploy"), project.resolve("deploy"));
        for (String module : List.of(
                "common-lib",
                "gateway-service",
                "task-service",
                "backendify-service",
                "badge-service",
                "workload-service",
                "anomaly-service")) {
            Files.createSymbolicLink(home.resolve(module), project.resolve(module));
        }
        for (String module : List.of(
                "deploy/local",
                "gateway-service",
                "task-service",
                "backendify-service",
                "badge-service",
                "workload-service",
                "anomaly-service")) {
            // This build has just made it: the script has nothing to build.
            Files.writeString(home.resolve(module).resolve("target/quintet.stamp"), "");
        }
        // Unpacked by other tests already.
        Path engines = project.resolve(".quintet/engines");
        Files.createDirectories(engines);
        Files.createDirectories(home.resolve(".quintet"));
        Files.createSymbolicLink(home.resolve(".quintet/engines"), engines);
    }

    /** The project's folder. */
    static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("quintet"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    Path home() {
        return home;
    }

    Path guides() {
        return project().resolve("docs");
    }

    String gateway() {
        return "http://127.0.0.1:" + ports.get("gateway");
    }

    String address(String name) {
        return "http://127.0.0.1:" + ports.get(name);
    }

    Map<String, Integer> ports() {
        return ports;
    }

    String key() throws IOException {
        return Files.readString(home.resolve(".quintet/operator.key")).trim();
    }

    /** Runs {@code ./quintet} with these arguments, from another folder. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("quintet").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("quintet-", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(output.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        ports.forEach((name, port) -> builder.environment()
                .put("QUINTET_PORT_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'), port.toString()));
        builder.environment().put("NO_COLOR", "1");
        // On a busy machine late is not wrong. A limit of ours must not decide how the guides' examples are answered.
        builder.environment().put("QUINTET_TASKS_ITEM_ANSWER_WITHIN", "60s");
        builder.environment().put("QUINTET_WORKLOAD_TARGET_CONNECT_TIMEOUT", "30s");
        // What the guides' examples did to the nodes just before is soon their normal, from which the demo begins.
        builder.environment().put("QUINTET_ANOMALY_DETECTION_PATIENCE", "45s");
        Process process = builder.start();
        boolean ended = process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Outcome(ended ? process.exitValue() : -1, text);
    }

    JsonNode status() throws IOException, InterruptedException {
        // Before it a JVM may say which options it picked up from its environment.
        String output = run("status", "--json").output();
        return JSON.readTree(output.substring(Math.max(0, output.indexOf('{'))));
    }

    /** One request through the gateway with the operator key. */
    HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway() + path))
                .timeout(Duration.ofSeconds(30))
                .header("X-API-Key", key())
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Whether the task has; false too when its answer was cut off: it is to be asked for again. */
    boolean hasSucceeded(String task) {
        try {
            HttpResponse<String> answer = call("GET", "/api/tasks/" + task, null);
            return answer.statusCode() == 200
                    && JSON.readTree(answer.body()).path("state").asText().equals("succeeded");
        } catch (IOException cut) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("down");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

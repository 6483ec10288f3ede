package dev.quintet.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.local.process.ChildProcess;
import dev.quintet.local.process.Ports;
import dev.quintet.local.process.RotatingLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The images, read from a registry and run from their unpacked layers. Not among the tests: {@code .ci/images} makes
 * them, on an empty base, and names the registry ({@code IMAGE_REGISTRY}) and the Java of the real base
 * ({@code IMAGE_JAVA}).
 */
class ImageCheck {
    private static final String REGISTRY = System.getenv("IMAGE_REGISTRY");
    private static final String JAVA = System.getenv("IMAGE_JAVA");
    private static final String TAG = "0.1.0-SNAPSHOT";
    private static final String SECRET = "an-internal-secret-of-this-check-only";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Of use without Redis and PostgreSQL: what of their work needs one waits or is refused. */
    private static final Set<String> READY_ALONE = Set.of("gateway", "workload", "anomaly");

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "task", "backendify", "badge", "workload", "anomaly"})
    void theImageIsWhatTheDocsSayAndRuns(String service) throws Exception {
        Image image = Image.pull(REGISTRY, "quintet/" + service + "-service", TAG);
        ServiceSettings settings = ServiceSettings.of(service);
        assertThat(image.user()).isEqualTo("10001");
        assertThat(image.folder()).isEqualTo("/deployments");
        assertThat(image.created()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(image.ports()).contains(settings.port() + "/tcp", settings.managementPort() + "/tcp");
        assertThat(image.entrypoint()).startsWith("java").contains("-jar", "quarkus-run.jar");
        assertThat(image.environment()).containsEntry("QUARKUS_HTTP_HOST", "0.0.0.0");
        assertThat(image.environment().keySet())
                .noneMatch(name -> name.contains("SECRET") || name.contains("PASSWORD") || name.contains("KEY"));
        // Owned by root and not writable by others: the service's user cannot change what it runs.
        assertThat(image.unpack(root)).isNotEmpty().allSatisfy(entry -> assertThat(entry)
                .matches("[dl-]r[w-][x-]r-[x-]r-[x-] 0/0 .*"));
        refusesToStartWithoutItsSecret(image);
        serves(image, service);
    }

    private void refusesToStartWithoutItsSecret(Image image) throws IOException, InterruptedException {
        Process process = builder(image, Map.of()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(said).contains("QUINTET_INTERNAL_SECRET");
    }

    /** Its engines are away: it is alive, says so, and does not end. */
    private void serves(Image image, String service) throws IOException, InterruptedException {
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(Map.of(
                "QUINTET_INTERNAL_SECRET",
                SECRET,
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                String.valueOf(port),
                "REDIS_HOST",
                "127.0.0.1",
                "REDIS_PORT",
                String.valueOf(Ports.free()),
                "PG_DB_HOST",
                "127.0.0.1",
                "PG_DB_PORT",
                String.valueOf(Ports.free())));
        int asked = port;
        if (service.equals("gateway")) {
            asked = Ports.free();
            environment.put("QUINTET_GATEWAY_MANAGEMENT_PORT", String.valueOf(asked));
            environment.put("QUINTET_API_KEY", "a-key-of-this-check-and-no-other");
        }
        ProcessBuilder builder = builder(image, environment);
        Path log = root.resolve("log");
        ChildProcess process = ChildProcess.start(
                service,
                builder.command(),
                builder.environment(),
                builder.directory().toPath(),
                RotatingLog.open(log));
        try {
            String health = "http://127.0.0.1:" + asked + "/q/health/";
            await(service).atMost(Duration.ofMinutes(2)).until(() -> status(health + "live") == 200);
            assertThat(status(health + "started")).isEqualTo(200);
            assertThat(status(health + "ready")).isEqualTo(READY_ALONE.contains(service) ? 200 : 503);
            assertThat(process.stop("TERM", Duration.ofSeconds(30))).isTrue();
        } catch (AssertionError e) {
            throw new AssertionError(service + " said:\n" + Files.readString(log), e);
        } finally {
            process.kill();
        }
    }

    private static int status(String url) throws InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return HTTP.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** The entry point of the image, its paths below the folder where it is unpacked. */
    private ProcessBuilder builder(Image image, Map<String, String> more) {
        List<String> command = new ArrayList<>();
        for (String word : image.entrypoint()) {
            command.add(word.replaceFirst("^@/", "@" + root + "/"));
        }
        command.set(0, JAVA);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolve(image.folder().substring(1)).toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(QUINTET|QUARKUS|REDIS|PG)_.*"));
        builder.environment().putAll(image.environment());
        builder.environment().putAll(more);
        return builder;
    }
}

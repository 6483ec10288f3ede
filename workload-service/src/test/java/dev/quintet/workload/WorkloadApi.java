package dev.quintet.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.awaitility.core.ThrowingRunnable;

import dev.quintet.common.api.workload.RunView;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/** The calls that several tests make. */
public final class WorkloadApi {

    private static final Map<String, Object> SMALL = Map.of("tables", 2, "tableSize", 1000);

    private WorkloadApi() {}

    public static ValidatableResponse post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    public static Map<String, Object> request(int threads, Map<String, Object> options) {
        Map<String, Object> all = new LinkedHashMap<>(SMALL);
        all.putAll(options);
        return Map.of("type", "sysbench", "threads", threads, "options", all);
    }

    public static void prepare() {
        post("/api/workload/prepare", request(1, Map.of())).statusCode(200);
    }

    public static String start(int threads, Map<String, Object> options) {
        return post("/api/workload/start", request(threads, options))
                .statusCode(200)
                .extract()
                .path("id");
    }

    public static void stop(String id) {
        given().post("/api/workload/stop/" + id).then().statusCode(200);
    }

    public static RunView run(String id) {
        return given().get("/api/workload/runs/" + id)
                .then()
                .statusCode(200)
                .extract()
                .as(RunView.class);
    }

    /**
     * Tries again until it comes out as said: for what a run shows whose threads were not held up by something else on
     * the machine.
     */
    public static void undisturbed(ThrowingRunnable trial) {
        await().atMost(Duration.ofMinutes(3)).pollDelay(Duration.ZERO).untilAsserted(trial);
    }

    public static void signal(long pid, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        if (!kill.waitFor(60, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("kill -" + name + " " + pid + " failed");
        }
    }
}

package dev.quintet.anomaly;

import java.util.List;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;

/** What drills do and look at, through the API. */
public final class Drill {
    private Drill() {}

    public static Response start(String type, String node) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("type", type, "target", node, "duration", "3m"))
                .post("/api/anomaly/start");
    }

    public static Response stop() {
        return given().post("/api/anomaly/stop");
    }

    static double latest(String metric, String node) {
        List<Float> values = given().get("/api/metrics/series?window=20s&metric=" + metric + "&node=" + node)
                .jsonPath()
                .getList("value", Float.class);
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i) != null) {
                return values.get(i);
            }
        }
        throw new AssertionError("no value of " + metric + " on " + node);
    }
}

package dev.quintet.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** How the suite is. */
final class HealthScene implements Scene {
    private static final List<String> SERVICES = List.of("task", "backendify", "badge", "workload", "anomaly");
    /** On a busy machine a service is late with its answer now and then, and counts as down until the next. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Duration limit;

    HealthScene() {
        this(LIMIT);
    }

    HealthScene(Duration limit) {
        this.limit = limit;
    }

    @Override
    public String title() {
        return "Health: the gateway asks every service";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        Call call = Call.get("/health").open();
        List<String> down = new ArrayList<>();
        boolean up = stage.await(limit, () -> {
            down.clear();
            notUp(Expect.json(stage.call(call), 200)).ifPresent(down::add);
            return down.isEmpty();
        });
        Expect.that(up, String.join("", down));
        stage.found("All five services are up.");
        stage.summary("gateway-service", "up, and behind it " + String.join(", ", SERVICES));
    }

    private static Optional<String> notUp(JsonNode health) throws WrongAnswerException {
        for (String service : SERVICES) {
            String status = Expect.text(health.path("services").path(service), "status");
            if (!status.equals("up")) {
                return Optional.of(service + "-service is " + status);
            }
        }
        return Optional.empty();
    }
}

package dev.quintet.local.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** How the suite is. */
final class HealthScene implements Scene {

    @Override
    public String title() {
        return "Health: the gateway asks every service";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        JsonNode health = Expect.json(stage.call(Call.get("/health").open()), 200);
        List<String> up = new ArrayList<>();
        for (String service : List.of("task", "backendify", "badge", "workload", "anomaly")) {
            String status = Expect.text(health.path("services").path(service), "status");
            Expect.that(status.equals("up"), service + "-service is " + status);
            up.add(service);
        }
        stage.found("All five services are up.");
        stage.summary("gateway-service", "up, and behind it " + String.join(", ", up));
    }
}

package dev.quintet.local.demo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Work through a queue. */
final class TaskScene implements Scene {

    @Override
    public String title() {
        return "Tasks: work through a queue on a Redis stream";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        stage.say("An item goes through the queue to a worker, which adds the tax and stores it.");
        Map<String, Object> lamp = new LinkedHashMap<>();
        lamp.put("name", "lamp");
        lamp.put("price", 10.0);
        lamp.put("tax", 0.2);
        JsonNode posted = Expect.json(stage.call(Call.post("/items/", lamp)), 200);
        Expect.that(Math.abs(Expect.number(posted, "price_with_tax") - 12) < 1e-9, "price_with_tax of " + posted);
        String id = posted.path("id").asText();
        JsonNode read = Expect.json(stage.call(Call.get("/items/" + id)), 200);
        Expect.that(read.equals(posted), "posted " + posted + ", read " + read);
        stage.say("Any task can be sent; asked with wait, the answer comes when the task has ended.");
        Map<String, Object> sum = new LinkedHashMap<>();
        sum.put("type", "cpu.sum");
        sum.put("priority", "high");
        sum.put("tags", List.of("demo"));
        JsonNode sent = Expect.json(stage.call(Call.post("/api/tasks", sum)), 202);
        String task = Expect.text(sent, "id");
        Answer ended = stage.call(Call.get("/api/tasks/" + task + "?wait=20s"));
        JsonNode result = Expect.json(ended, 200);
        Expect.that(Expect.text(result, "state").equals("succeeded"), "state of " + result);
        Expect.that(result.path("result").toString().contains("499999500000"), "result of " + result);
        stage.found("The worker did both: 10.00 and 20 % tax make 12.00; 0 + 1 + ... + 999999 is 499999500000.");
        stage.summary("task-service", "item " + id + " processed by a worker, task " + task + " succeeded");
    }
}

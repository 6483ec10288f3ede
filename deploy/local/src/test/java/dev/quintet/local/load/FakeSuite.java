package dev.quintet.local.load;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.FakeGateway.Asked;
import dev.quintet.local.client.FakeGateway.Replies;
import dev.quintet.local.client.FakeGateway.Reply;
import dev.quintet.local.client.Json;

/** Answers what a mixed load asks, and answers it right. Tests twist that. */
public final class FakeSuite implements Replies {

    private final Map<String, Map<String, Object>> items = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> tasks = new ConcurrentHashMap<>();
    private final Map<String, String> pairOfCode = new ConcurrentHashMap<>();
    private final Map<String, String> handles = new ConcurrentHashMap<>();
    private final Map<String, List<Map<String, Object>>> scores = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(1);

    @Override
    public Reply to(Asked asked) {
        try {
            return route(asked);
        } catch (JsonProcessingException e) {
            return Reply.problem(400, "bad-request");
        }
    }

    private Reply route(Asked asked) throws JsonProcessingException {
        String path = asked.path();
        if (asked.is("GET", "/health")) {
            Map<String, Object> up = Map.of("status", "up");
            return Reply.json(
                    200,
                    Map.of(
                            "status",
                            "up",
                            "services",
                            Map.of("task", up, "backendify", up, "badge", up, "workload", up, "anomaly", up)));
        }
        if (asked.is("GET", "/company")) {
            return company(path);
        }
        if (asked.is("POST", "/items/")) {
            return item(Json.read(asked.body()));
        }
        if (asked.is("GET", "/items/")) {
            Map<String, Object> item = items.get(path.substring("/items/".length()));
            return item == null ? Reply.problem(404, "not-found") : Reply.json(200, item);
        }
        if (asked.is("POST", "/api/tasks")) {
            String id = "task-" + next.getAndIncrement();
            tasks.put(id, Json.read(asked.body()).path("payload"));
            return Reply.json(202, Map.of("id", id)).with("Location", "/api/tasks/" + id);
        }
        if (asked.is("GET", "/api/tasks/")) {
            String id = path.substring("/api/tasks/".length(), path.indexOf('?'));
            return Reply.json(200, Map.of("id", id, "state", "succeeded", "result", tasks.get(id)));
        }
        if (path.startsWith("/badge/") || path.startsWith("/games/")) {
            return badge(asked);
        }
        return path.startsWith("/api/") ? Reply.json(200, List.of()) : Reply.problem(404, "not-found");
    }

    private static Reply company(String path) {
        String id = path.substring(path.indexOf("id=") + 3, path.indexOf('&'));
        String decoded = URLDecoder.decode(id, StandardCharsets.UTF_8);
        if (decoded.endsWith("9") || decoded.startsWith("unknown")) {
            return Reply.problem(404, "company-not-found");
        }
        return Reply.json(200, Map.of("id", decoded, "name", "The " + decoded, "active", true))
                .with("X-Cache", "HIT");
    }

    private Reply item(JsonNode body) {
        Map<String, Object> item = new LinkedHashMap<>();
        long id = body.has("id") ? body.path("id").asLong() : next.getAndIncrement();
        double price = body.path("price").asDouble();
        item.put("id", id);
        item.put("name", body.path("name").asText());
        item.put("price", price);
        item.put("tax", body.has("tax") ? body.path("tax").asDouble() : null);
        item.put("price_with_tax", price * (1 + body.path("tax").asDouble()));
        items.put(Long.toString(id), item);
        return Reply.json(200, item).with("X-Process-Time", "0.000001");
    }

    private Reply badge(Asked asked) throws JsonProcessingException {
        String pair =
                asked.headers().get("panda-xpress") + "|" + asked.headers().get("panda-mac");
        if (asked.is("POST", "/badge/register")) {
            String code = "%08x".formatted(next.getAndIncrement());
            pairOfCode.put(code, pair);
            return Reply.json(200, Map.of("status", "SUCCESS", "registered", "0", "registration_code", code));
        }
        if (asked.is("POST", "/badge/claim")) {
            JsonNode claim = Json.read(asked.body());
            String claimed = pairOfCode.get(claim.path("registration_code").asText());
            String handle = claim.path("discord_handle").asText();
            handles.put(claimed, handle);
            String[] parts = claimed.split("\\|", -1);
            return Reply.json(201, Map.of("discord_handle", handle, "uuid", parts[0], "mac_address", parts[1]));
        }
        if (asked.is("POST", "/games/me/")) {
            JsonNode score = Json.read(asked.body());
            return Reply.json(
                    200,
                    Map.of("status", "SUCCESS", "data", Map.of("record_id", keep(pair, game(asked.path()), score))));
        }
        return asked.is("GET", "/games/me")
                ? Reply.json(200, Map.of("status", "SUCCESS", "data", page(pair, asked.path())))
                : Reply.json(200, Map.of("status", "SUCCESS", "data", best(game(asked.path()))));
    }

    private static String game(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.replaceAll("\\?.*", "");
    }

    private long keep(String pair, String game, JsonNode score) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("game_name", game);
        row.put("score", score.path("score").asLong());
        row.put("duration", score.path("duration").asDouble());
        row.put("discord_handle", handles.get(pair));
        List<Map<String, Object>> mine = scores.computeIfAbsent(pair, first -> new ArrayList<>());
        synchronized (mine) {
            if (!mine.contains(row)) {
                mine.add(row);
            }
            return mine.indexOf(row) + 1L;
        }
    }

    private List<Map<String, Object>> page(String pair, String path) {
        int page = Integer.parseInt(path.substring(path.indexOf("&page=") + "&page=".length()));
        List<Map<String, Object>> mine = scores.getOrDefault(pair, List.of());
        synchronized (mine) {
            int from = Math.min(mine.size(), (page - 1) * 100);
            return List.copyOf(mine.subList(from, Math.min(mine.size(), from + 100)));
        }
    }

    private List<Map<String, Object>> best(String game) {
        List<Map<String, Object>> all = new ArrayList<>();
        scores.values().forEach(mine -> {
            synchronized (mine) {
                all.addAll(mine);
            }
        });
        return all.stream()
                .filter(row -> row.get("game_name").equals(game))
                .sorted((a, b) -> a.get("score").equals(b.get("score"))
                        ? Double.compare((double) a.get("duration"), (double) b.get("duration"))
                        : Long.compare((long) b.get("score"), (long) a.get("score")))
                .limit(20)
                .toList();
    }
}

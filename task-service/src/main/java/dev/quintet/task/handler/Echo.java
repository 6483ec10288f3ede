package dev.quintet.task.handler;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code echo}: answers its payload. */
@Singleton
public final class Echo implements TaskHandler<JsonNode, JsonNode> {
    @Override
    public String type() {
        return "echo";
    }

    @Override
    public JsonNode handle(JsonNode input, TaskContext context) {
        return input;
    }
}

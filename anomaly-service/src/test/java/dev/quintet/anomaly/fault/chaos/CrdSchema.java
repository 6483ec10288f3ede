package dev.quintet.anomaly.fault.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A structural OpenAPI v3 schema, as a custom resource definition carries it: unknown fields, missing ones, types, enums,
 * patterns and bounds are found, which is what an API server checks.
 */
final class CrdSchema {
    private CrdSchema() {}

    /** What is wrong with a value, by its path; empty if nothing is. */
    static List<String> check(JsonNode schema, JsonNode value, String path) {
        List<String> problems = new ArrayList<>();
        String type = schema.path("type").asText("");
        if (!matches(type, value)) {
            problems.add(path + " is no " + type + ": " + value);
            return problems;
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            problems.add(path + " is none of " + schema.path("enum") + ": " + value);
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.path("pattern").asText())
                        .matcher(value.asText())
                        .find()) {
            problems.add(path + " does not match " + schema.path("pattern") + ": " + value);
        }
        if (schema.has("minimum") && value.asDouble() < schema.path("minimum").asDouble()) {
            problems.add(path + " is below " + schema.path("minimum"));
        }
        if (schema.has("maximum") && value.asDouble() > schema.path("maximum").asDouble()) {
            problems.add(path + " is above " + schema.path("maximum"));
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                problems.add(path + "." + name.asText() + " is missing");
            }
        });
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            problems.addAll(check(schema.path("items"), value.get(i), path + "[" + i + "]"));
        }
        if (value.isObject()) {
            value.properties().forEach(field -> {
                JsonNode property = schema.path("properties").path(field.getKey());
                JsonNode inner = property.isMissingNode() ? schema.path("additionalProperties") : property;
                if (inner.isObject()) {
                    problems.addAll(check(inner, field.getValue(), path + "." + field.getKey()));
                } else if (!inner.asBoolean(false)) {
                    problems.add(path + "." + field.getKey() + " is unknown");
                }
            });
        }
        return problems;
    }

    private static boolean matches(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static boolean contains(JsonNode allowed, JsonNode value) {
        for (JsonNode each : allowed) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }
}

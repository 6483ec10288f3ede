package dev.quintet.gateway.openapi;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Gives an example to each JSON body of a document whose service gives none: made of its schema, by the examples,
 * defaults and bounds of its parts as far as there are any. It shows the form; a service that has better gives its own.
 */
final class SchemaExamples {
    /** A schema may contain itself. */
    private static final int DEEPEST = 8;

    private static final List<String> SAID = List.of("example", "const", "default");
    private static final Map<String, String> BY_FORMAT = Map.of(
            "date-time", "2026-03-01T12:00:00Z",
            "date", "2026-03-01",
            "duration", "PT30S",
            "uuid", "123e4567-e89b-12d3-a456-426614174000",
            "uri", "https://example.com/",
            "email", "ada@example.com");

    private final ObjectNode document;

    SchemaExamples(ObjectNode document) {
        this.document = document;
    }

    /** Fills in what is missing, in place. */
    void complete() {
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                completeContent(operation.path("requestBody"));
                operation.path("responses").forEach(this::completeContent);
            }
        }
    }

    /** What refers to a common component, such as the form of problems, is left as it is. */
    private void completeContent(JsonNode body) {
        body.path("content").properties().forEach(media -> {
            boolean json = media.getKey().equals("application/json")
                    || media.getKey().split(";", 2)[0].endsWith("+json");
            JsonNode schema = media.getValue().path("schema");
            if (json && schema.isObject() && !hasOne(media.getValue()) && !hasOne(resolved(schema))) {
                ((ObjectNode) media.getValue()).set("example", of(schema, 0));
            }
        });
    }

    private static boolean hasOne(JsonNode node) {
        return node.has("example") || node.has("examples");
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode at = schema;
        for (int hops = 0; at.path("$ref").isTextual() && hops < DEEPEST; hops++) {
            String reference = at.get("$ref").asText();
            at = reference.startsWith("#/")
                    ? document.at(reference.substring(1))
                    : JsonNodeFactory.instance.objectNode();
        }
        return at;
    }

    private JsonNode of(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        for (String said : SAID) {
            if (schema.has(said)) {
                return schema.get(said);
            }
        }
        for (String list : List.of("examples", "enum")) {
            if (schema.path(list).has(0)) {
                return schema.path(list).get(0);
            }
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            for (JsonNode one : schema.path(choice)) {
                if (!"null".equals(type(resolved(one)))) {
                    return of(one, depth + 1);
                }
            }
        }
        return ofType(schema, depth);
    }

    private JsonNode ofType(JsonNode schema, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode array = nodes.arrayNode();
                yield depth < DEEPEST && schema.has("items") ? array.add(of(schema.get("items"), depth + 1)) : array;
            }
            case "integer" -> nodes.numberNode(schema.path("minimum").asLong(1));
            case "number" -> nodes.numberNode(schema.path("minimum").asDouble(1.5));
            case "boolean" -> nodes.booleanNode(true);
            case "null" -> nodes.nullNode();
            default ->
                nodes.textNode(BY_FORMAT.getOrDefault(schema.path("format").asText(), "string"));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (depth < DEEPEST) {
            for (JsonNode part : schema.path("allOf")) {
                if (of(part, depth + 1) instanceof ObjectNode inherited) {
                    object.setAll(inherited);
                }
            }
            schema.path("properties")
                    .properties()
                    .forEach(property -> object.set(property.getKey(), of(property.getValue(), depth + 1)));
        }
        return object;
    }

    /** OpenAPI 3.1 may name several, one of them null. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        for (JsonNode one : type) {
            if (!one.asText().equals("null")) {
                return one.asText();
            }
        }
        if (type.isTextual()) {
            return type.asText();
        }
        return schema.has("properties") || schema.has("allOf") || schema.isEmpty() ? "object" : "string";
    }
}

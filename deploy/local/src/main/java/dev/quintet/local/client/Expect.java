package dev.quintet.local.client;

import java.net.URI;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Says what an answer has to be. */
public final class Expect {

    private static final String PROBLEM_TYPE = "urn:quintet:problem:";
    private static final int MOST_SHOWN = 200;

    private Expect() {}

    /** The status, whatever else is there. */
    public static void status(Answer answer, int wanted) throws WrongAnswerException {
        if (answer.status() != wanted) {
            throw new WrongAnswerException(
                    "status " + answer.status(),
                    "status " + answer.status() + " instead of " + wanted + ": " + cut(answer.body()));
        }
    }

    /** The status, with a body of JSON. */
    public static JsonNode json(Answer answer, int wanted) throws WrongAnswerException {
        status(answer, wanted);
        that(
                answer.contentType().equals("application/json"),
                "content type " + answer.contentType() + " instead of application/json");
        return parse(answer);
    }

    /** The status with a list. */
    public static JsonNode array(Answer answer, int wanted) throws WrongAnswerException {
        JsonNode array = json(answer, wanted);
        that(array.isArray(), "no list: " + cut(answer.body()));
        return array;
    }

    /**
     * A problem as RFC 9457 has it, with all that the suite adds.
     *
     * @return its body
     */
    public static JsonNode problem(Answer answer, int wanted) throws WrongAnswerException {
        status(answer, wanted);
        that(
                answer.contentType().equals("application/problem+json"),
                "content type " + answer.contentType() + " instead of application/problem+json");
        JsonNode problem = parse(answer);
        that(text(problem, "type").startsWith(PROBLEM_TYPE), "type of the problem is " + problem.path("type"));
        that(!text(problem, "title").isEmpty(), "the problem has no title");
        that(problem.path("status").asInt() == wanted, "status of the problem is " + problem.path("status"));
        that(!text(problem, "detail").isEmpty(), "the problem has no detail");
        that(text(problem, "instance").startsWith("/"), "instance of the problem is " + problem.path("instance"));
        that(text(problem, "traceId").matches("[0-9a-f]{32}"), "traceId of the problem is " + problem.path("traceId"));
        return problem;
    }

    /** A 422 that names the field. */
    public static JsonNode invalid(Answer answer, String field) throws WrongAnswerException {
        JsonNode problem = problem(answer, 422);
        for (JsonNode error : problem.path("errors")) {
            JsonNode place = error.path("loc");
            if (place.isArray()
                    && !place.isEmpty()
                    && place.get(place.size() - 1).asText().equals(field)
                    && !text(error, "msg").isEmpty()) {
                return problem;
            }
        }
        throw new WrongAnswerException("content", "no error names " + field + ": " + cut(answer.body()));
    }

    /** A link that leads to the path, by itself or through the gateway: never around it. */
    public static void location(Answer answer, URI gateway, String path) throws WrongAnswerException {
        String location = answer.header("Location").orElse("missing");
        that(location.equals(path) || location.equals(gateway + path), "Location is " + location);
    }

    /** A field with text; fails if it is something else. */
    public static String text(JsonNode node, String field) throws WrongAnswerException {
        JsonNode value = node.path(field);
        that(value.isTextual(), field + " is no text: " + cut(node.toString()));
        return value.asText();
    }

    /** A field with a number; fails if it is something else. */
    public static double number(JsonNode node, String field) throws WrongAnswerException {
        JsonNode value = node.path(field);
        that(value.isNumber(), field + " is no number: " + cut(node.toString()));
        return value.asDouble();
    }

    /** Anything else about the content. */
    public static void that(boolean right, String otherwise) throws WrongAnswerException {
        if (!right) {
            throw new WrongAnswerException("content", otherwise);
        }
    }

    private static JsonNode parse(Answer answer) throws WrongAnswerException {
        try {
            return Json.read(answer.body());
        } catch (JsonProcessingException e) {
            throw new WrongAnswerException("content", "no JSON: " + cut(answer.body()));
        }
    }

    private static String cut(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}

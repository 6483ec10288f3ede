package dev.quintet.common.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** Says what is wrong with JSON without Jackson's words, which name classes. */
public final class JsonProblems {
    private JsonProblems() {}

    static ProblemException of(JsonProcessingException exception) {
        if (exception instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return ProblemException.invalid(List.of(fieldError("body", mapping)));
        }
        if (exception instanceof MismatchedInputException mismatched) {
            if (mismatched.getMessage().startsWith("No content")) {
                return ProblemException.of(400, "bad-request", "The body is empty; JSON was expected.");
            }
            return ProblemException.invalid(List.of(fieldError("body", mismatched)));
        }
        var location = exception.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return ProblemException.of(400, "bad-request", "The body is not valid JSON" + where + ".");
    }

    /**
     * Where JSON does not fit what it was read as, and what would.
     *
     * @param root what the JSON is to its sender, for example {@code body}
     */
    public static FieldError fieldError(String root, JsonMappingException exception) {
        return new FieldError(path(root, exception), message(exception));
    }

    private static List<String> path(String root, JsonMappingException exception) {
        List<String> loc = new ArrayList<>();
        loc.add(root);
        for (JsonMappingException.Reference step : exception.getPath()) {
            loc.add(step.getFieldName() != null ? step.getFieldName() : Integer.toString(step.getIndex()));
        }
        return loc;
    }

    private static String message(JsonMappingException exception) {
        if (exception.getCause() instanceof InputCoercionException) {
            return "is out of range";
        }
        Class<?> wanted = exception instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
        if (wanted == null) {
            return "is not valid";
        }
        if (wanted.isEnum()) {
            List<String> allowed = new ArrayList<>();
            for (Object constant : wanted.getEnumConstants()) {
                allowed.add(constant.toString());
            }
            return "must be one of " + String.join(", ", allowed);
        }
        return "must be " + describe(wanted);
    }

    private static String describe(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "an integer";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return switch (type.getSimpleName()) {
            case "Instant", "OffsetDateTime", "ZonedDateTime" -> "a date and time with zone (RFC 3339)";
            case "Duration" -> "a duration (ISO 8601)";
            case "UUID" -> "a UUID";
            default ->
                Map.class.isAssignableFrom(type) || type.isRecord() || !type.isPrimitive() ? "an object" : "a value";
        };
    }
}

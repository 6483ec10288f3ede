package dev.quintet.badge.body;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** Reads badges' bodies. They come without a Content-Type, and an empty one is allowed. */
@Singleton
public class JsonBody {
    private final ObjectReader reader;

    JsonBody(ObjectMapper json) {
        this.reader = json.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The JSON object, empty for an empty body. No JSON is 400, another kind of value 422. */
    public Optional<JsonNode> object(byte[] body) {
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        JsonNode value = parse(body);
        if (!value.isObject()) {
            throw ProblemException.invalid(List.of(new FieldError(List.of("body"), "must be an object")));
        }
        return Optional.of(value);
    }

    private JsonNode parse(byte[] body) {
        try {
            return reader.readTree(body);
        } catch (JsonProcessingException invalid) {
            var at = invalid.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw ProblemException.of(400, "bad-request", "The body is not valid JSON" + where + ".");
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }
}

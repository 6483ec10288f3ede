package dev.quintet.task.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A flame graph as one page that needs nothing else: no other file, no network. */
final class FlamePage {
    private static final String TEMPLATE = read();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FlamePage() {}

    private static String read() {
        try (InputStream in = FlamePage.class.getResourceAsStream("flame.html")) {
            if (in == null) {
                throw new IllegalStateException("no flame.html");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param seconds how long was looked */
    static String of(Flame flame, long seconds) {
        try {
            // No "<" inside a script: it could end it.
            String data = MAPPER.writeValueAsString(flame).replace("<", "\\u003c");
            return TEMPLATE.replace("@SECONDS@", Long.toString(seconds)).replace("@DATA@", data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.quintet.local.demo;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.quintet.local.client.Json;

/** An answer's body as a few lines that a person can read. */
final class JsonExcerpt {

    private static final int WIDEST = 110;

    private JsonExcerpt() {}

    /**
     * Pretty JSON, or the text as it is.
     *
     * @param mostLines of the body; one more says how many were left out
     */
    static List<String> of(String body, int mostLines) {
        if (body.isBlank()) {
            return List.of();
        }
        List<String> all = lines(body);
        List<String> shown = new ArrayList<>();
        int kept = all.size() <= mostLines + 1 ? all.size() : mostLines;
        all.subList(0, kept).forEach(line -> shown.add(cut(line)));
        if (kept < all.size()) {
            shown.add("… " + (all.size() - kept) + " more lines");
        }
        return shown;
    }

    private static List<String> lines(String body) {
        // A short one is easier to read on its one line.
        if (body.length() <= WIDEST) {
            return List.of(body.strip());
        }
        try {
            return Json.pretty(Json.read(body)).lines().toList();
        } catch (JsonProcessingException e) {
            return body.lines().toList();
        }
    }

    private static String cut(String line) {
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST) + "…";
    }
}

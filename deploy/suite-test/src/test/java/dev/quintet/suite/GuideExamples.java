package dev.quintet.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The examples of a guide: each {@code sh} block with one curl command, what is captured from its answer, and the
 * {@code json} block after it, which is the answer's shape. A field that is a map, whose keys depend on how things are,
 * is named by {@code <!-- map NAME -->} between the two, a list that is looked at until something is in it by
 * {@code <!-- filled NAME -->}.
 */
final class GuideExamples {
    /**
     * @param line where in the guide the command begins
     * @param command the curl command as written
     * @param captures variable to JSON path, taken from the answer for later commands
     * @param shape the answer as the guide shows it
     * @param filled its lists that are not empty, which they may be at first
     */
    record Example(
            int line, String command, Map<String, String> captures, Optional<JsonNode> shape, List<String> filled) {
        /** An example fails only where it shows how: by a problem with just that status. */
        boolean mayAnswer(int status) {
            return shape.filter(shown -> shown.path("type").asText().startsWith("urn:quintet:problem:"))
                    .map(problem -> problem.path("status").asInt() == status)
                    .orElse(status < 400);
        }
    }

    private static final Pattern CAPTURE = Pattern.compile("<!-- capture ([A-Z_]+)=(\\S+) -->");

    private static final Pattern MAP = Pattern.compile("<!-- map (\\w+) -->");
    private static final Pattern FILLED = Pattern.compile("<!-- filled (\\w+) -->");

    private GuideExamples() {}

    static List<Example> read(Path guide) throws IOException {
        List<String> lines = Files.readAllLines(guide);
        List<Example> examples = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i).trim();
            Matcher capture = CAPTURE.matcher(line);
            if (capture.matches() && !examples.isEmpty()) {
                examples.get(examples.size() - 1).captures().put(capture.group(1), capture.group(2));
            } else if (line.equals("```sh") || line.equals("```json")) {
                int end = i + 1;
                while (!lines.get(end).trim().equals("```")) {
                    end++;
                }
                String block = String.join("\n", lines.subList(i + 1, end));
                if (line.equals("```sh") && block.trim().startsWith("curl")) {
                    examples.add(new Example(i + 2, block.trim(), new LinkedHashMap<>(), Optional.empty(), List.of()));
                } else if (line.equals("```json") && !examples.isEmpty() && follows(lines, i)) {
                    Example last = examples.remove(examples.size() - 1);
                    JsonNode shape = SuiteUnderTest.JSON.readTree(block);
                    named(MAP, lines, i).forEach(map -> shape.findParents(map)
                            .forEach(parent -> ((ObjectNode) parent).putObject(map)));
                    examples.add(new Example(
                            last.line(), last.command(), last.captures(), Optional.of(shape), named(FILLED, lines, i)));
                }
                i = end;
            }
            i++;
        }
        return examples;
    }

    /** Whether the block before this one was the command: nothing but blank lines and captures between them. */
    private static boolean follows(List<String> lines, int json) {
        int i = json - 1;
        while (i >= 0 && isBetween(lines.get(i).trim())) {
            i--;
        }
        return i >= 0 && lines.get(i).trim().equals("```");
    }

    private static boolean isBetween(String line) {
        return line.isEmpty()
                || CAPTURE.matcher(line).matches()
                || MAP.matcher(line).matches()
                || FILLED.matcher(line).matches();
    }

    /** The fields that are named like that right before this block. */
    private static List<String> named(Pattern pattern, List<String> lines, int json) {
        List<String> names = new ArrayList<>();
        for (int i = json - 1; i >= 0 && isBetween(lines.get(i).trim()); i--) {
            Matcher name = pattern.matcher(lines.get(i).trim());
            if (name.matches()) {
                names.add(name.group(1));
            }
        }
        return names;
    }

    /** Where the answer lacks what the guide shows, or has another type there; empty if all is as shown. */
    static List<String> differences(JsonNode shown, JsonNode answered, String path) {
        List<String> differences = new ArrayList<>();
        if (answered == null) {
            differences.add(path + " is missing");
        } else if (shown.isObject() && answered.isObject()) {
            for (Map.Entry<String, JsonNode> field : shown.properties()) {
                String inner = path + "." + field.getKey();
                differences.addAll(differences(field.getValue(), answered.get(field.getKey()), inner));
            }
        } else if (shown.isArray() && answered.isArray()) {
            if (!shown.isEmpty() && !answered.isEmpty()) {
                differences.addAll(differences(shown.get(0), answered.get(0), path + "[0]"));
            }
        } else if (shown.getNodeType() != answered.getNodeType() && !shown.isNull() && !answered.isNull()) {
            differences.add(path + " is " + answered.getNodeType() + ", shown as " + shown.getNodeType());
        }
        return differences;
    }
}

package dev.quintet.anomaly.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.anomaly.run.GeneratedRuns;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluateCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void measuresEveryProtocolBesideItsControlsAndTheSameForTheSameSeed() throws IOException {
        GeneratedRuns runs = new GeneratedRuns(1);
        runs.write(folder.resolve("runs/single"), 4);
        Files.createDirectories(folder.resolve("runs/compound"));
        Files.writeString(folder.resolve("runs/compound/burner+locker-01.csv"), runs.csv(List.of("burner", "locker")));

        JsonNode first = evaluate("runs", "first.json");
        JsonNode second = evaluate("runs", "second.json");

        assertThat(first.get("figures")).isEqualTo(second.get("figures"));
        assertThat(value(first, "whole", "this classifier", 1, "top-1")).isGreaterThan(0.95);
        assertThat(value(first, "whole", "dummy (guesses)", 1, "top-1")).isEqualTo(0.25);
        assertThat(value(first, "early (first 10 s)", "this classifier", 2, "top-2"))
                .isGreaterThan(0.95);
        assertThat(value(first, "OS metrics only (5)", "nearest centroid of tanh(z/3)", 1, "top-1"))
                .isBetween(0.3, 1.0);
        assertThat(value(first, "compound", "this classifier", 1, "top-3")).isEqualTo(1);
        assertThat(value(first, "one cause left out", "this classifier", 1, "known called unknown"))
                .isLessThan(0.3);
        assertThat(value(first, "whole", "leak control: levels of normal rows only", 1, "top-1"))
                .isLessThan(0.6);
        assertThat(first.get("figures").findValuesAsText("name")).contains("AUC, smoothed over 5 s");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("whole, 1 a cause")
                .contains("this classifier");
    }

    @Test
    void learnsOnOneMachineAndIsTestedOnAnotherWithFewerMetrics() throws IOException {
        new GeneratedRuns(2).write(folder.resolve("one"), 2);
        new GeneratedRuns(3).write(folder.resolve("other"), 2);
        for (String cause : GeneratedRuns.CAUSES) {
            Path file = folder.resolve("other/" + cause + "-01.csv");
            List<String> narrower = Files.readAllLines(file).stream()
                    .map(line -> line.substring(0, line.lastIndexOf(',')))
                    .toList();
            Files.write(file, narrower);
        }

        assertThat(run("--train", path("one"), "--test", path("other"), "--k", "1"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("whole, 1 a cause");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--train",
                "--train /nowhere --test /nowhere",
                "--train . --test . --k 0",
                "--train . --test . --k many",
                "--train . --test . --seed x",
                "--train . --test . --what 1"
            })
    void aWrongCommandEndsWithOneLine(String command) {
        assertThat(run(command.isEmpty() ? new String[0] : command.split(" "))).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1)
                .allMatch(line -> line.startsWith("evaluate: "));
    }

    private JsonNode evaluate(String runs, String json) throws IOException {
        assertThat(run("--train", path(runs), "--test", path(runs), "--k", "1,2", "--json", path(json)))
                .isZero();
        return new ObjectMapper().readTree(folder.resolve(json).toFile());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String... arguments) {
        return new EvaluateCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    private static double value(JsonNode report, String protocol, String method, int examples, String name) {
        for (JsonNode figure : report.get("figures")) {
            if (figure.get("protocol").asText().equals(protocol)
                    && figure.get("method").asText().equals(method)
                    && figure.get("examples").asInt() == examples
                    && figure.get("name").asText().equals(name)) {
                return figure.get("value").asDouble();
            }
        }
        throw new AssertionError("no figure " + name + " of " + method + " in " + protocol);
    }
}

package dev.quintet.anomaly.rank;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class RankModelTest {
    @TempDir
    Path folder;

    @Test
    void aModelMadeElsewhereIsLoadedAndAsked() throws IOException {
        try (RankModel model = RankModel.load(HandMadeModel.sum(folder.resolve("m")))) {
            assertThat(model.metadata().name()).isEqualTo("by hand");
            assertThat(model.answer(new float[] {2, -1}).rank()).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
            assertThat(model.answer(new float[] {2, -1}).causes()).isEmpty();
            assertThat(model.bytes()).isBetween(500L, 100_000L);
        }
    }

    @Test
    void neitherAnsweringNorLoadingAnewKeepsNativeMemory() throws IOException {
        Path made = HandMadeModel.sum(folder.resolve("m"));
        try (RankModel first = RankModel.load(made)) {
            first.answer(new float[2]);
            long count = Pointer.totalCount();
            for (int i = 0; i < 2_000; i++) {
                first.answer(new float[2]);
            }
            for (int i = 0; i < 10; i++) {
                RankModel.load(made).close();
            }

            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(count + 100);
        }
        try (var left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("quintet-model")))
                    .isEmpty();
        }
    }

    @Test
    void aClosedModelRefuses() throws IOException {
        RankModel model = RankModel.load(HandMadeModel.sum(folder.resolve("m")));
        model.close();
        model.close();

        assertThatThrownBy(() -> model.answer(new float[2])).hasMessage("the model is closed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing | there is no model at",
                "file | is no folder",
                "empty | quintet-model.json is missing",
                "no-graph | saved_model.pb is missing",
                "corrupt-graph | saved_model.pb is no SavedModel",
                "cut-graph | saved_model.pb is no SavedModel",
                "cut-variables | TensorFlow cannot load it",
                "linked-graph | is no plain file, but a link or a folder",
                "linked-variables | is no folder, or a link",
                "huge-variables | is too large: a model has at most 64 MiB",
                "huge-description | is too large",
                "many-files | has more than 40 files",
                "no-json | is no JSON from line 1 on",
                "half-json | features[0].scale is missing, unknown or of the wrong kind",
                "other-format | its format is 2, not 1",
                "bad-form | a feature's form is none of [value, spreads, distance, distance_of_any]",
                "bad-scale | the scale of a feature is not above 0",
                "wide | the input features is not of 32-bit floats in the shape [-1, 3]",
                "classes | its signature has no output causes",
                "other-input | its signature has no input features",
                "reads-files | it uses the operation ReadFile, which is not let through",
                "no-rank | its rank is 3.0, not a number in 0..1"
            })
    void whatCannotBeUsedIsRefusedInOneLine(String what, String line) throws IOException {
        Path made = spoilt(what);

        assertThatThrownBy(() -> RankModel.load(made))
                .isInstanceOf(RankModelException.class)
                .hasMessageContaining(line)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain("\n"));
    }

    private Path spoilt(String what) throws IOException {
        Path made = folder.resolve("m");
        Path graph = made.resolve("saved_model.pb");
        Path description = made.resolve("quintet-model.json");
        Path variables = made.resolve("variables");
        String text = HandMadeModel.DESCRIPTION;
        switch (what) {
            case "missing" -> {
                return made;
            }
            case "file" -> {
                return Files.writeString(made, "x");
            }
            case "empty" -> {
                return Files.createDirectory(made);
            }
            case "other-input" -> {
                return HandMadeModel.write(
                        made, text, "x", (tf, x) -> tf.math.sigmoid(tf.reduceSum(x, tf.constant(1))));
            }
            case "reads-files" -> {
                return HandMadeModel.write(made, text, "features", (tf, x) -> tf.withControlDependencies(
                                List.of(tf.io.readFile(tf.constant("/etc/hostname"))))
                        .math
                        .sigmoid(tf.reduceSum(x, tf.constant(1))));
            }
            case "no-rank" -> {
                return HandMadeModel.write(
                        made,
                        text,
                        "features",
                        (tf, x) -> tf.math.add(tf.reduceSum(x, tf.constant(1)), tf.constant(3f)));
            }
            default -> HandMadeModel.sum(made);
        }
        switch (what) {
            case "no-graph" -> Files.delete(graph);
            case "corrupt-graph" -> Files.writeString(graph, "not a graph at all");
            case "cut-graph" -> cut(graph);
            case "cut-variables" -> Files.write(variables.resolve("variables.index"), new byte[10]);
            case "linked-graph" -> {
                Files.delete(graph);
                Files.createSymbolicLink(graph, Path.of("/etc/passwd"));
            }
            case "linked-variables" -> {
                Files.move(variables, folder.resolve("elsewhere"));
                Files.createSymbolicLink(variables, folder.resolve("elsewhere"));
            }
            case "huge-variables" -> sparse(variables.resolve("variables.data-00000-of-00001"));
            case "huge-description" -> sparse(description);
            case "many-files" -> {
                for (int i = 0; i < 50; i++) {
                    Files.createFile(variables.resolve("f" + i));
                }
            }
            case "no-json" -> Files.writeString(description, "}");
            case "half-json" -> Files.writeString(description, text.replace("\"scale\": 25", "\"scale\": \"a\""));
            case "other-format" -> Files.writeString(description, text.replace("\"format\": 1", "\"format\": 2"));
            case "bad-form" ->
                Files.writeString(description, text.replace("\"value\", \"center\": 50", "\"x\", \"center\": 50"));
            case "bad-scale" -> Files.writeString(description, text.replace("\"scale\": 25", "\"scale\": 0"));
            case "wide" ->
                Files.writeString(
                        description,
                        text.replace(
                                "\"scale\": 100}",
                                "\"scale\": 100}, {\"form\": \"distance\", \"center\": 0, \"scale\": 1}"));
            case "classes" ->
                Files.writeString(description, text.replace("\"classes\": []", "\"classes\": [\"a\", \"b\"]"));
            default -> throw new AssertionError(what);
        }
        return made;
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void sparse(Path file) throws IOException {
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(10L << 30);
        }
    }
}

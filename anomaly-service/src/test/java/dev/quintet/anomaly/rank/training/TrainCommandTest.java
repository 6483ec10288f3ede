package dev.quintet.anomaly.rank.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.SyntheticNode;
import dev.quintet.anomaly.rank.RankModel;

import static org.assertj.core.api.Assertions.assertThat;

class TrainCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void trainsAModelThatLearnedItsRunsAndTheSameForTheSameSeed() throws IOException {
        Path runs = Files.createDirectory(folder.resolve("runs"));
        for (int run = 1; run <= 3; run++) {
            Files.writeString(runs.resolve("cpu_stress-0" + run + ".csv"), csv(run, true));
            Files.writeString(runs.resolve("memory_stress-0" + run + ".csv"), csv(10 + run, false));
        }
        assertThat(run("--runs", runs.toString(), "--out", path("one"), "--epochs", "25"))
                .as(() -> errors.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(run("--runs", runs.toString(), "--out", path("two"), "--epochs", "25"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("6 runs", "2 causes", "tensorflow: {", "distance: {");

        try (RankModel one = RankModel.load(folder.resolve("one"));
                RankModel two = RankModel.load(folder.resolve("two"))) {
            assertThat(one.metadata()).isEqualTo(two.metadata());
            float[] calm = new float[one.metadata().features().size()];
            assertThat(one.answer(calm)).isEqualTo(two.answer(calm));
            assertThat(one.answer(calm).rank()).isLessThan(0.5);
            float[] busy = calm.clone();
            busy[0] = 4;
            busy[column(one, "cpu_percent")] = 1;
            assertThat(one.answer(busy).rank()).isGreaterThan(0.8);
            assertThat(one.answer(busy).causes().keySet()).first().isEqualTo("cpu_stress");
            assertThat(two.answer(busy)).isEqualTo(one.answer(busy));
        }
    }

    private static int column(RankModel model, String metric) {
        return model.metadata().features().stream()
                .map(feature -> String.valueOf(feature.metric()))
                .toList()
                .indexOf(metric);
    }

    private static String csv(long seed, boolean cpu) {
        SyntheticNode node = new SyntheticNode(seed);
        StringBuilder csv = new StringBuilder("second,state");
        SyntheticNode.CATALOG.metrics().stream().map(Metric::name).forEach(name -> csv.append(',')
                .append(name));
        for (int second = 0; second < 80; second++) {
            boolean abnormal = second >= 60;
            node.extraCpu = abnormal && cpu ? 100 : 0;
            node.extraMemory = abnormal && !cpu ? 256 : 0;
            csv.append('\n').append(second).append(abnormal ? ",abnormal" : ",normal");
            for (float value : node.sample()) {
                csv.append(String.format(Locale.ROOT, ",%.6g", value));
            }
        }
        return csv.append('\n').toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--runs",
                "--runs /nowhere --out x",
                "--runs . --out x --epochs 0",
                "--runs . --out x --seed many",
                "--runs . --what 1",
                "--out x"
            })
    void aWrongCommandEndsWithOneLine(String command) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1)
                .allMatch(line -> line.startsWith("train: "));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String... arguments) {
        return new TrainCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }
}

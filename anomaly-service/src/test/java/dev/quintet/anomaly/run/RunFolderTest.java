package dev.quintet.anomaly.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.anomaly.run.RunWindows.Window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunFolderTest {
    @TempDir
    Path folder;

    @Test
    void readsARunWithItsCausesStatesAndGaps() throws IOException {
        write("slow+locks-02.csv", "second,state,a,b\n2,abnormal,3,\n0,normal,1,NaN\n1,ignored,2,Infinity\n");

        LabelledRun run = RunCsv.read(folder.resolve("slow+locks-02.csv"));

        assertThat(run.causes()).containsExactly("slow", "locks");
        assertThat(run.metrics()).containsExactly("a", "b");
        assertThat(run.seconds()).containsExactly(0, 1, 2);
        assertThat(run.states()).containsExactly(RowState.NORMAL, RowState.IGNORED, RowState.ABNORMAL);
        assertThat(run.values()[2]).containsExactly(3, Double.NaN);
        assertThat(run.values()[1][1]).isNaN();
    }

    @Test
    void takesTheCalmRunsForTheNormalOfARunThatHasNone() throws IOException {
        write("cache-01.csv", "second,state,a,b\n0,abnormal,9,9\n");
        write("normal-01.csv", "second,state,b\n0,normal,1\n5,normal,2\n");

        RunFolder read = RunFolder.read(folder);
        Window window = RunWindows.early(read.runs().get(0), read.calm());

        assertThat(read.calm()).hasSize(1);
        assertThat(window.calm()).hasDimensions(2, 2);
        assertThat(window.calm()[1]).containsExactly(Double.NaN, 2);
        assertThat(window.anomalous()).hasDimensions(1, 2);
    }

    @Test
    void comparesTheFirstTenSecondsWithTheTwentyBefore() throws IOException {
        String rows = IntStream.range(0, 80)
                .mapToObj(second -> second + "," + (second < 40 ? "normal" : "abnormal") + "," + second)
                .collect(Collectors.joining("\n"));
        write("x-1.csv", "second,state,a\n" + rows);

        Window window = RunWindows.early(RunFolder.read(folder).runs().get(0), List.of());

        assertThat(window.calm()).hasDimensions(20, 1);
        assertThat(window.calm()[0][0]).isEqualTo(20);
        assertThat(window.anomalous()).hasDimensions(10, 1);
        assertThat(window.anomalous()[9][0]).isEqualTo(49);
    }

    @Test
    void anUnusableFileIsSkippedWithALineAndTheOthersAreRead() throws IOException {
        write("good-1.csv", "second,state,a\n0,normal,1\n1,normal,1\n2,normal,1\n3,abnormal,5\n3,abnormal,6\n");
        write("calm-only-1.csv", "second,state,a\n0,normal,1\n");
        write("no-normal-1.csv", "second,state,a\n0,abnormal,1\n");
        write("empty-1.csv", "");

        RunFolder read = RunFolder.read(folder);

        assertThat(read.runs()).extracting(LabelledRun::name).containsExactly("good-1.csv");
        assertThat(read.skipped()).hasSize(3).noneMatch(line -> line.contains("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-1.csv|time,state,a|does not begin with second,state,<metric>",
                "x-1.csv|second,state,a,a|has the metric a twice",
                "x-1.csv|second,state,a\\n0,broken,1|line 2: the state is not normal, abnormal or ignored",
                "x-1.csv|second,state,a\\n0,normal,one|line 2 has a cell that is no number",
                "x-1.csv|second,state,a\\n,normal,1|line 2 has no second",
                "x-1.csv|second,state,a\\n0,normal,1,2|line 2 has 4 cells",
                "x-1.csv|second,state,a|has no rows",
                "x.csv|second,state,a\\n0,normal,1|is not named <cause>-<number>.csv"
            })
    void refusesWithOneLine(String name, String content, String reason) throws IOException {
        write(name, content.replace("\\n", "\n"));

        assertThatThrownBy(() -> RunCsv.read(folder.resolve(name)))
                .isInstanceOf(RunException.class)
                .hasMessageEndingWith(reason);
        assertThatThrownBy(() -> RunFolder.read(folder)).isInstanceOf(RunException.class);
    }

    @Test
    void refusesWhatIsNoTextAndWhatIsNoFolder() throws IOException {
        Files.write(folder.resolve("x-1.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThatThrownBy(() -> RunCsv.read(folder.resolve("x-1.csv"))).hasMessageContaining("is not UTF-8 text");
        assertThatThrownBy(() -> RunFolder.read(folder.resolve("nowhere"))).hasMessageContaining("is no folder");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}

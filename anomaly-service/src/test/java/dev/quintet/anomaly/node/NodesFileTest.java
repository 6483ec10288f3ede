package dev.quintet.anomaly.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NodesFileTest {
    @TempDir
    Path folder;

    @Test
    void readsTheNodesInTheirOrder() throws IOException {
        Path file = write(
                """
                [{"name":"b","host":"127.0.0.1","port":3307,"pidFile":"/p/b","dataDir":"/d/b"},
                 {"name":"a","host":"127.0.0.1","port":3306,"pidFile":"/p/a","dataDir":"/d/a"}]""");

        assertThat(NodesFile.read(file))
                .containsExactly(
                        new LocalNode("b", "127.0.0.1", 3307, Path.of("/p/b"), Path.of("/d/b"), 0, 0),
                        new LocalNode("a", "127.0.0.1", 3306, Path.of("/p/a"), Path.of("/d/a"), 0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | expected a list",
                "[{\"name\":\"a\"}] | lacks \"host\"",
                "[{\"name\":\"a\",\"host\":\"h\",\"port\":0,\"pidFile\":\"p\",\"dataDir\":\"d\"}] | port of node a: 0",
                "[nonsense | is not JSON",
                "[{\"name\":\"a\",\"host\":\"h\",\"port\":1,\"pidFile\":\"p\",\"dataDir\":\"d\"},"
                        + "{\"name\":\"a\",\"host\":\"h\",\"port\":1,\"pidFile\":\"p\",\"dataDir\":\"d\"}] | listed twice"
            })
    void saysWhatIsWrongWithTheFile(String content, String reason) throws IOException {
        Path file = write(content);

        assertThatThrownBy(() -> NodesFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    @Test
    void saysThatTheFileIsMissing() {
        assertThatThrownBy(() -> NodesFile.read(folder.resolve("none.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read");
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("nodes.json"), content);
    }
}

package dev.quintet.workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.quintet.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class LocalTargetSourceTest {

    @TempDir
    private Path folder;

    private LocalTargetSource source(Path file) {
        return new LocalTargetSource(Optional.of(file), new Credentials("quintet", "secret"), new ObjectMapper());
    }

    @Test
    void nodesAreReadAndReadAgainWhenTheFileChanges() throws IOException {
        Path file = folder.resolve("nodes.json");
        LocalTargetSource source = source(file);
        assertThat(source.targets()).isEmpty();

        Files.writeString(file, "[{\"name\":\"node1\",\"host\":\"127.0.0.1\",\"port\":3307,\"pidFile\":\"/x/pid\"}]");
        assertThat(source.targets()).hasSize(1);
        assertThat(source.targets().get(0).nodes().get(0).pidFile()).contains(Path.of("/x/pid"));

        Files.writeString(file, "[{\"port\":3308},{\"port\":3309}]");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(source.targets().get(0).nodes()).extracting(Node::name).containsExactly("node1", "node2");
    }

    @Test
    void aFileThatIsHalfWrittenChangesNothing() throws IOException {
        Path file = folder.resolve("nodes.json");
        Files.writeString(file, "[{\"port\":3307}]");
        LocalTargetSource source = source(file);
        List<Target> before = source.targets();
        Files.writeString(file, "[{\"port\":33");

        assertThat(source.targets()).isEqualTo(before);
    }

    @Test
    void passwordsAreNotInAnyText() throws IOException {
        Path file = folder.resolve("nodes.json");
        Files.writeString(file, "[{\"port\":3307}]");
        assertThat(source(file).targets().toString()).contains("quintet").doesNotContain("secret");
    }

    @Test
    void theEnvironmentsTargetComesBeforeTheLocalOne() throws IOException {
        Path file = folder.resolve("nodes.json");
        Files.writeString(file, "[{\"port\":3307}]");
        Targets both = new Targets(
                List.of(new EnvironmentTargetSource(Optional.of("ob"), 2881, "root@sys", "x"), source(file)));
        assertThat(both.choose(Optional.empty()).name()).isEqualTo("default");
        Targets local = new Targets(
                List.of(new EnvironmentTargetSource(Optional.empty(), 2881, "root@sys", "x"), source(file)));
        assertThat(local.choose(Optional.empty()).name()).isEqualTo("local");
        ProblemException unknown =
                catchThrowableOfType(ProblemException.class, () -> local.choose(Optional.of("elsewhere")));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.getMessage()).contains("elsewhere", "local");
    }
}

package dev.quintet.backendify.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BackendFileTest {
    @TempDir
    Path folder;

    private final Backends backends = new Backends(address -> new Backend(
            address,
            BackendTest.policy(20, 16),
            new FakeLegacyClient(),
            new FakeTimeline(),
            RandomGenerator.getDefault()));

    @Test
    void whatTheFileNamesIsUsedAndWhatItNoLongerNamesIsNot() throws IOException {
        backends.put(BackendAddress.parse("fr=http://localhost:1"));
        BackendFile file = write("ru=http://localhost:9001\nus=http://localhost:9002");
        file.look();
        assertThat(countries()).containsExactly("fr", "ru", "us");

        Files.writeString(folder.resolve("backends"), "us=http://localhost:9003");
        file.look();
        assertThat(countries()).containsExactly("fr", "us");
        assertThat(backends.find("us").map(backend -> backend.address().port())).contains(9003);
    }

    @Test
    void aFileThatCannotBeReadChangesNothing() throws IOException {
        BackendFile file = write("us=http://localhost:9002");
        file.look();
        Backend learned = backends.find("us").orElseThrow();
        for (String wrong : new String[] {"us=nonsense", "us=http://a us=http://b", "\0"}) {
            Files.writeString(folder.resolve("backends"), wrong);
            file.look();
            assertThat(backends.find("us")).contains(learned);
        }
        Files.delete(folder.resolve("backends"));
        file.look();
        assertThat(backends.find("us")).contains(learned);
    }

    private BackendFile write(String text) throws IOException {
        Path path = folder.resolve("backends");
        Files.writeString(path, text);
        return new BackendFile(path, backends);
    }

    private Iterable<String> countries() {
        return backends.all().stream()
                .map(backend -> backend.address().country())
                .toList();
    }
}

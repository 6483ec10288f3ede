package dev.quintet.anomaly.diagnosis;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What measures, ranks and diagnoses must not know what was injected. */
class HonestyTest {
    private static final String FAULTS = "dev/quintet/anomaly/fault";

    @ParameterizedTest
    @ValueSource(strings = {"metric", "detection", "diagnosis"})
    void hasNoReferenceToTheInjectors(String feature) throws IOException, URISyntaxException {
        Path classes = Path.of(Diagnoser.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> files;
        try (Stream<Path> all =
                Files.walk(classes.resolve("dev/quintet/anomaly").resolve(feature))) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }

        assertThat(files).isNotEmpty().allSatisfy(file -> {
            String constants = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(constants).doesNotContain(FAULTS).doesNotContain(FAULTS.replace('/', '.'));
        });
    }
}

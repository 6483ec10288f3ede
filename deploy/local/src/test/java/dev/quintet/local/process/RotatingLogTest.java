package dev.quintet.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RotatingLogTest {

    @TempDir
    Path folder;

    @Test
    void rotationNeitherLosesNorTearsALine() throws IOException {
        Path file = folder.resolve("a.log");
        List<String> written = new ArrayList<>();
        try (RotatingLog log = new RotatingLog(file, 100, 50)) {
            StringBuilder stream = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                String line = "line " + i + " " + "x".repeat(i % 17);
                written.add(line);
                stream.append(line).append('\n');
            }
            // In pieces that end anywhere, as a pipe gives them.
            byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
            for (int from = 0; from < bytes.length; from += 7) {
                log.write(bytes, from, Math.min(7, bytes.length - from));
            }
        }

        List<String> kept = new ArrayList<>();
        for (int i = 49; i >= 1; i--) {
            Path older = folder.resolve("a.log." + i);
            if (Files.exists(older)) {
                kept.addAll(Files.readAllLines(older));
            }
        }
        kept.addAll(Files.readAllLines(file));
        assertThat(kept).isEqualTo(written);
    }

    @Test
    void oldFilesAreDroppedSoThatTheSizeIsBounded() throws IOException {
        byte[] line = ("y".repeat(49) + "\n").getBytes(StandardCharsets.UTF_8);
        try (RotatingLog log = new RotatingLog(folder.resolve("a.log"), 1000, 3)) {
            for (int i = 0; i < 1000; i++) {
                log.write(line, 0, line.length);
            }
        }

        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeLessThanOrEqualTo(3);
            assertThat(all).allSatisfy(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(1000));
        }
    }

    @Test
    void aLogOpenedAgainGoesOnWhereItEnded() throws IOException {
        Path file = folder.resolve("a.log");
        for (String line : List.of("first\n", "second\n")) {
            try (RotatingLog log = RotatingLog.open(file)) {
                log.write(line.getBytes(StandardCharsets.UTF_8), 0, line.length());
            }
        }
        assertThat(LogTail.of(file, 10)).containsExactly("first", "second");
        assertThat(LogTail.of(file, 1)).containsExactly("second");
    }
}

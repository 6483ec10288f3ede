package dev.quintet.local.demo;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonExcerptTest {

    @Test
    void aShortBodyIsShownAsItIs() {
        assertThat(JsonExcerpt.of("{\"a\":1}\n", 5)).containsExactly("{\"a\":1}");
        assertThat(JsonExcerpt.of("", 5)).isEmpty();
    }

    @Test
    void aLongBodyIsLaidOutAndCutWithTheNumberOfLinesLeft() {
        String array = "["
                + String.join(
                        ",",
                        IntStream.range(0, 100)
                                .mapToObj(i -> "{\"n\":" + i + "}")
                                .toList()) + "]";
        List<String> lines = JsonExcerpt.of(array, 5);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(5)).matches("… [0-9]+ more lines");
    }

    @Test
    void aLineThatIsTooWideIsCut() {
        assertThat(JsonExcerpt.of("x".repeat(500), 5).get(0)).hasSize(111).endsWith("…");
    }
}

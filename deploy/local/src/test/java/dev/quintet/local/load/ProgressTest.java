package dev.quintet.local.load;

import java.io.PrintStream;

import org.junit.jupiter.api.Test;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Terminal;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTest {

    private final Meters meters = new Meters();
    private final PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());

    @Test
    void aLineSaysHowFarAndHowWell() {
        for (int i = 0; i < 50; i++) {
            meters.record(Endpoint.LOOKUP, 1, new Outcome.Right(new Answer(200, null, "", 0)));
        }
        meters.record(Endpoint.LOOKUP, 1, new Outcome.Wrong("timeout", "why"));
        assertThat(Progress.line(Terminal.plain(nowhere), "mixed", 204, meters, 2))
                .isEqualTo("mixed     25 %  51 of 204, 26/s, 0 apart, 1 errors");
    }

    @Test
    void aPersonSeesABar() {
        Terminal watched = new Terminal(nowhere, true, false, false);
        assertThat(Progress.line(watched, "mixed", 0, meters, 0)).contains("#".repeat(30) + " 100 %");
        assertThat(Progress.line(watched, "mixed", 10, meters, 0)).contains(".".repeat(30) + "   0 %");
    }
}

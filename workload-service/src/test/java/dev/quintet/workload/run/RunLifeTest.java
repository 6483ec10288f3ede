package dev.quintet.workload.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunLifeTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private final RunLife life = new RunLife(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aRunBeginsStopsAndEnds() {
        assertThat(life.status()).isEqualTo(RunStatus.STARTING);
        assertThat(life.begin("running")).isTrue();
        assertThat(life.stop(RunStatus.FINISHED, "ran to its end")).isTrue();
        assertThat(life.status()).isEqualTo(RunStatus.STOPPING);
        assertThat(life.end()).isTrue();
        assertThat(life.now())
                .isEqualTo(new RunLife.Moment(
                        RunStatus.FINISHED,
                        "ran to its end",
                        NOW,
                        java.util.Optional.of(NOW),
                        java.util.Optional.of(NOW)));
    }

    @Test
    void theFirstReasonToEndWins() {
        life.begin("running");
        assertThat(life.stop(RunStatus.FAILED, "too many errors")).isTrue();
        assertThat(life.stop(RunStatus.STOPPED, "by request")).isFalse();
        life.end();
        assertThat(life.status()).isEqualTo(RunStatus.FAILED);
        assertThat(life.now().message()).isEqualTo("too many errors");
    }

    @Test
    void whatWasStoppedBeforeItBeganNeverBegins() {
        life.stop(RunStatus.STOPPED, "by request");
        assertThat(life.begin("running")).isFalse();
        assertThat(life.end()).isTrue();
        assertThat(life.now().startedAt()).isEmpty();
    }

    @Test
    void anEndIsToldOnce() {
        life.begin("running");
        life.stop(RunStatus.STOPPED, "by request");
        assertThat(life.end()).isTrue();
        assertThat(life.end()).isFalse();
    }

    @Test
    void aRunThatWasNotToldToEndDoesNotEnd() {
        life.begin("running");
        assertThatThrownBy(life::end).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> life.stop(RunStatus.RUNNING, "")).isInstanceOf(IllegalArgumentException.class);
    }
}

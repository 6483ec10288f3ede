package dev.quintet.anomaly.diagnosis;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.metric.MetricGroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SignatureTest {
    private final Signature burner = new Signature("burner", Map.of(MetricGroup.CPU, 1.0));

    @Test
    void fitsWhatMovesAsExpected() {
        assertThat(burner.fit(Map.of(MetricGroup.CPU, 0.8))).isCloseTo(1, within(1e-9));
        assertThat(burner.fit(Map.of(MetricGroup.CPU, 0.8, MetricGroup.LOCK, 0.8)))
                .isCloseTo(Math.sqrt(0.5), within(1e-9));
    }

    @Test
    void doesNotFitWhatMovesTheOtherWayOrNotAtAll() {
        assertThat(burner.fit(Map.of(MetricGroup.CPU, -0.8))).isZero();
        assertThat(burner.fit(Map.of(MetricGroup.LOCK, 0.8))).isZero();
        assertThat(burner.fit(Map.of())).isZero();
    }

    @Test
    void refusesDirectionsThatCannotBe() {
        assertThatThrownBy(() -> new Signature("x", Map.of(MetricGroup.CPU, 1.5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Signature("x", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyKnownCauseFitsItselfFarBetterThanAnyOther() {
        for (Signature cause : Signatures.known()) {
            assertThat(cause.fit(cause.directions())).isCloseTo(1, within(1e-9));
            assertThat(Signatures.known())
                    .filteredOn(other -> !other.cause().equals(cause.cause()))
                    .allSatisfy(
                            other -> assertThat(other.fit(cause.directions())).isLessThan(0.75));
        }
    }
}

package dev.quintet.anomaly.metric;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CounterRatesTest {
    private static final long SECOND = 1_000_000_000L;

    private final CounterRates rates = new CounterRates(2, Duration.ofSeconds(5));

    @Test
    void hasNoRateFromOneReading() {
        rates.update(0, new double[] {100, 5});

        assertThat(rates.rate(0)).isNaN();
    }

    @Test
    void dividesTheGrowthByTheTimeThatPassed() {
        rates.update(0, new double[] {100, 5});
        rates.update(2 * SECOND, new double[] {160, 5});

        assertThat(rates.rate(0)).isEqualTo(30);
        assertThat(rates.delta(0)).isEqualTo(60);
        assertThat(rates.rate(1)).isZero();
    }

    @Test
    void hasNoRateAcrossAResetAndGoesOnAfterIt() {
        rates.update(0, new double[] {100, 5});
        rates.update(SECOND, new double[] {3, 7});

        assertThat(rates.rate(0)).isNaN();
        assertThat(rates.rate(1)).isEqualTo(2);

        rates.update(2 * SECOND, new double[] {10, 7});

        assertThat(rates.rate(0)).isEqualTo(7);
    }

    @Test
    void keepsAGapAGap() {
        rates.update(0, new double[] {100, 5});
        rates.update(6 * SECOND, new double[] {200, 6});

        assertThat(rates.rate(0)).isNaN();

        rates.update(7 * SECOND, new double[] {210, 6});

        assertThat(rates.rate(0)).isEqualTo(10);
    }

    @Test
    void hasNoRateForAValueThatIsMissingOrWas() {
        rates.update(0, new double[] {100, 5});
        rates.update(SECOND, new double[] {Double.NaN, 6});
        assertThat(rates.rate(0)).isNaN();
        assertThat(rates.rate(1)).isEqualTo(1);

        rates.update(2 * SECOND, new double[] {120, 7});
        assertThat(rates.rate(0)).isNaN();
    }

    @Test
    void startsAnewWhenTold() {
        rates.update(0, new double[] {100, 5});
        rates.reset();
        rates.update(SECOND, new double[] {200, 5});

        assertThat(rates.rate(0)).isNaN();
    }
}

package dev.quintet.anomaly.metric.local;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class JitterTest {
    private final Jitter jitter = new Jitter();

    @Test
    void aLongerWayIsNoJitterButItsBeginningAndLostSegmentsAre() {
        jitter.add(1);
        assertThat(jitter.mean()).isNaN();
        for (int i = 0; i < 12; i++) {
            jitter.add(200);
        }
        assertThat(jitter.mean()).isEqualTo(199.0 / 12, within(1e-9));
        jitter.add(200);
        assertThat(jitter.mean()).isZero();
        jitter.add(400);
        jitter.add(200);
        assertThat(jitter.mean()).isEqualTo(400.0 / 12, within(1e-9));
    }

    @Test
    void nothingIsRememberedAcrossACut() {
        jitter.add(1);
        jitter.add(300);
        jitter.reset();
        jitter.add(1);
        assertThat(jitter.mean()).isNaN();
        jitter.add(1);
        assertThat(jitter.mean()).isZero();
    }
}

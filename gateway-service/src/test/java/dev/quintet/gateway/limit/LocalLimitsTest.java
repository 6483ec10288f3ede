package dev.quintet.gateway.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LocalLimitsTest {
    private static final Quota TEN_A_SECOND = new Quota(10, 1_000_000, 5);

    private final AtomicLong now = new AtomicLong(-77);
    private final LocalLimits limits = new LocalLimits(3, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aBurstPassesAtOnceThenOneAnInterval() {
        for (int left = 4; left >= 0; left--) {
            Verdict verdict = limits.take("a", TEN_A_SECOND, 1);
            assertThat(verdict.passes()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(left);
        }
        Verdict refused = limits.take("a", TEN_A_SECOND, 1);
        assertThat(refused.passes()).isFalse();
        assertThat(refused.retryMicros()).isEqualTo(100_000);
        assertThat(refused.resetMicros()).isEqualTo(500_000);
        pass(Duration.ofMillis(99));
        assertThat(limits.take("a", TEN_A_SECOND, 1).passes()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(limits.take("a", TEN_A_SECOND, 1).passes()).isTrue();
        assertThat(limits.take("a", TEN_A_SECOND, 1).passes()).isFalse();
        assertThat(limits.take("b", TEN_A_SECOND, 1).passes()).isTrue();
    }

    @Test
    void ofThoseThatAskTogetherTheFirstPass() {
        Verdict verdict = limits.take("a", TEN_A_SECOND, 8);
        assertThat(verdict.allowed()).isEqualTo(5);
        assertThat(verdict.of(4).passes()).isTrue();
        assertThat(verdict.of(5).passes()).isFalse();
        assertThat(verdict.of(0).remaining()).isEqualTo(4);
        assertThat(verdict.of(4).remaining()).isZero();
    }

    @Test
    void theSustainedRateHoldsHoweverTheRequestsCome() {
        int passed = 0;
        for (int i = 0; i < 10_000; i++) {
            pass(Duration.ofMillis(1));
            passed += limits.take("a", TEN_A_SECOND, 1).allowed();
        }
        assertThat(passed).isBetween(100, 105);
    }

    @Test
    void theCallerLongestUnseenIsForgottenFirst() {
        for (String key : new String[] {"a", "b", "c", "d"}) {
            limits.take(key, TEN_A_SECOND, 5);
        }
        assertThat(limits.size()).isEqualTo(3);
        assertThat(limits.take("d", TEN_A_SECOND, 1).passes()).isFalse();
        assertThat(limits.take("a", TEN_A_SECOND, 1).passes()).isTrue();
    }
}

package dev.quintet.gateway.auth;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailedAttemptsTest {
    private final AtomicLong now = new AtomicLong();
    private final FailedAttempts attempts = new FailedAttempts(3, Duration.ofSeconds(60), now::get);

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            attempts.failed(address);
        }
    }

    @Test
    void anAddressIsBarredAfterItsFailuresUntilTheWindowEnds() {
        fail("1.1.1.1", 2);
        assertThat(attempts.barredFor("1.1.1.1")).isEmpty();
        now.addAndGet(Duration.ofSeconds(20).toNanos());
        fail("1.1.1.1", 1);
        assertThat(attempts.barredFor("1.1.1.1")).contains(Duration.ofSeconds(40));
        assertThat(attempts.barredFor("1.1.1.2")).isEmpty();
        now.addAndGet(Duration.ofSeconds(40).toNanos());
        assertThat(attempts.barredFor("1.1.1.1")).isEmpty();
        fail("1.1.1.1", 1);
        assertThat(attempts.barredFor("1.1.1.1")).isEmpty();
    }

    @Test
    void oneNetworkOfIpv6CountsAsOne() {
        fail("2001:db8:0:1:0:0:0:1", 2);
        fail("2001:db8:0:1:ffff:0:0:9", 1);
        assertThat(attempts.barredFor("2001:db8:0:1:1:2:3:4")).isPresent();
        assertThat(attempts.barredFor("2001:db8:0:2:1:2:3:4")).isEmpty();
    }

    @Test
    void manyAddressesDoNotFillTheMemory() {
        for (int i = 0; i < 20_000; i++) {
            attempts.failed("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255));
        }
        assertThat(attempts.size()).isEqualTo(10_000);
    }
}

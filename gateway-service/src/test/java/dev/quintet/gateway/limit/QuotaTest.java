package dev.quintet.gateway.limit;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuotaTest {
    @Test
    void aRateIsANumberAPeriodAndMayBurstToTwiceOfIt() {
        assertThat(Quota.parse("100/s", OptionalInt.empty())).isEqualTo(new Quota(100, 1_000_000, 200));
        assertThat(Quota.parse("6/m", OptionalInt.of(3))).isEqualTo(new Quota(6, 60_000_000, 3));
        assertThat(Quota.parse("1/H", OptionalInt.of(1)).windowSeconds()).isEqualTo(3600);
        assertThat(Quota.parse("2000/s", OptionalInt.empty()).windowSeconds()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "100/d", "-1/s", "0/s", "1.5/s", "99999999/s", "1000001/s", "a/s"})
    void anythingElseIsNone(String text) {
        assertThatThrownBy(() -> Quota.parse(text, OptionalInt.empty())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBurstIsPositive() {
        assertThatThrownBy(() -> Quota.parse("1/s", OptionalInt.of(0))).isInstanceOf(IllegalArgumentException.class);
    }
}

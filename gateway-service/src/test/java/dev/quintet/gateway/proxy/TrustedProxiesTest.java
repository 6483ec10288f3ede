package dev.quintet.gateway.proxy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrustedProxiesTest {
    private final TrustedProxies trusted = new TrustedProxies(List.of("10.0.0.0/8", "192.168.1.7", "fd00::/8"));

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,true",
        "11.1.2.3,false",
        "192.168.1.7,true",
        "192.168.1.8,false",
        "fd12::1,true",
        "fe12::1,false",
        "localhost,false",
        "'',false"
    })
    void anAddressIsTrustedIfItsBlockIs(String address, boolean expected) {
        assertThat(trusted.contains(address)).isEqualTo(expected);
    }

    @Test
    void nobodyIsTrustedByDefault() {
        assertThat(new TrustedProxies(List.of()).contains("127.0.0.1")).isFalse();
    }

    @Test
    void hopsAreBelievedFromTheNearestBackWhileTrustedProxiesTellThem() {
        assertThat(trusted.believed(List.of("6.6.6.6, 5.5.5.5", "10.0.0.2"), "10.0.0.1"))
                .containsExactly("5.5.5.5", "10.0.0.2", "10.0.0.1");
        assertThat(trusted.believed(List.of(), "10.0.0.1")).containsExactly("10.0.0.1");
        assertThat(trusted.believed(List.of("nonsense"), "10.0.0.1")).containsExactly("10.0.0.1");
    }

    @Test
    void aChainWithoutEndIsCut() {
        assertThat(trusted.believed(List.of("10.0.0.1,".repeat(1_000) + "10.0.0.1"), "10.0.0.1"))
                .hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com", "", "10.0.0", "::1/129", "1.2.3.4.5"})
    void aBlockThatIsNoneIsNamed(String block) {
        assertThatThrownBy(() -> Cidr.parse(block)).isInstanceOf(IllegalArgumentException.class);
    }
}

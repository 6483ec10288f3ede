package dev.quintet.task.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AllowListTest {
    private static final AllowList NOTHING = new AllowList(List.of());

    private static boolean permits(AllowList list, String address) throws UnknownHostException {
        return list.permits(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:7f00:1::",
                "2001:db8::1"
            })
    void noAddressInsideIsPermitted(String address) throws UnknownHostException {
        assertThat(permits(NOTHING, address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"93.184.216.34", "172.15.0.1", "172.32.0.1", "8.8.8.8", "2606:2800:220:1::1", "2a00:1450::1"})
    void anAddressOutsideIs(String address) throws UnknownHostException {
        assertThat(permits(NOTHING, address)).isTrue();
    }

    @Test
    void aListedNetworkIsPermittedAndNoMore() throws UnknownHostException {
        AllowList list = new AllowList(List.of("10.1.0.0/16", "127.0.0.1", "fd00::/8"));
        assertThat(permits(list, "10.1.255.1")).isTrue();
        assertThat(permits(list, "10.2.0.1")).isFalse();
        assertThat(permits(list, "127.0.0.1")).isTrue();
        assertThat(permits(list, "127.0.0.2")).isFalse();
        assertThat(permits(list, "fd12::5")).isTrue();
    }

    @Test
    void aHostIsNamedWhollyOrByItsDomainAndWithItsPort() {
        AllowList list = new AllowList(List.of("api.example.com", "*.shop.example", "odd.example:8080", "127.0.0.1"));
        assertThat(list.names("API.example.com", 443)).isTrue();
        assertThat(list.names("api.example.com", 8080)).isFalse();
        assertThat(list.names("xapi.example.com", 443)).isFalse();
        assertThat(list.names("api.example.com.evil.test", 443)).isFalse();
        assertThat(list.names("eu.shop.example", 80)).isTrue();
        assertThat(list.names("shop.example", 80)).isFalse();
        assertThat(list.names("eu.shop.example", 81)).isFalse();
        assertThat(list.names("odd.example", 8080)).isTrue();
        assertThat(list.names("odd.example", 80)).isFalse();
        assertThat(list.names("127.0.0.1", 9)).isTrue();
        assertThat(list.names("127.0.0.2", 9)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "a b", "10.0.0.0/33", "1.2.3/x", "*", "a*.b", ""})
    void anEntryThatIsNoneOfTheseIsRefused(String entry) {
        assertThatThrownBy(() -> new AllowList(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(entry);
    }
}

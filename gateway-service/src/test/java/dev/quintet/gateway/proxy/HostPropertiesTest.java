package dev.quintet.gateway.proxy;

import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** The hand-written check of hosts says what the pattern says. */
class HostPropertiesTest {
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    @Provide
    Arbitrary<String> nearlyHosts() {
        return Arbitraries.strings().withChars("ab1.-_:[]@/ f\u0661\u00e9").ofMaxLength(12);
    }

    @Property
    void nothingPassesThatThePatternRefusesAndTheOtherWayRound(@ForAll("nearlyHosts") String host) {
        assertThat(RequestChecks.isHost(host)).isEqualTo(HOST.matcher(host).matches());
    }

    @Example
    void lengthsAreBounded() {
        assertThat(RequestChecks.isHost("a".repeat(253) + ":65535")).isTrue();
        assertThat(RequestChecks.isHost("a".repeat(254))).isFalse();
        assertThat(RequestChecks.isHost("[" + "f".repeat(45) + "]:1")).isTrue();
        assertThat(RequestChecks.isHost("[" + "f".repeat(46) + "]")).isFalse();
        assertThat(RequestChecks.isHost("[::]")).isTrue();
        assertThat(RequestChecks.isHost("[:]")).isFalse();
        assertThat(RequestChecks.isHost("a:")).isFalse();
        assertThat(RequestChecks.isHost("a:123456")).isFalse();
        assertThat(RequestChecks.isHost("")).isFalse();
    }
}

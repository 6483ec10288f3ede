package dev.quintet.backendify.backend;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackendAddressesTest {
    @Test
    void pairsAreReadByCountryInAnyCase() {
        var addresses = BackendAddresses.parse(List.of("RU=http://localhost:9001", "us=https://example.com/legacy/"));
        assertThat(addresses).containsOnlyKeys("ru", "us");
        assertThat(addresses.get("ru").companyPath("1")).isEqualTo("/companies/1");
        assertThat(addresses.get("ru").port()).isEqualTo(9001);
        assertThat(addresses.get("us").companyPath("a/b")).isEqualTo("/legacy/companies/a%2Fb");
        assertThat(addresses.get("us").port()).isEqualTo(443);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ru|is not country=url",
                "=http://localhost|is not two letters",
                "rus=http://localhost|is not two letters",
                "r1=http://localhost|is not two letters",
                "ru=|is not http",
                "ru=localhost:9001|is not http",
                "ru=ftp://localhost|is not http",
                "ru=file:///etc/passwd|is not http",
                "ru=http://|is not a URL",
                "ru=http:///x|has no valid host",
                "ru=http://host:99999|has no valid host",
                "ru=http://host:0|has no valid host",
                "ru=http://ho st|is not a URL",
                "ru=http://user:secret@host|a user, a query or a fragment",
                "ru=http://host?x=1|a user, a query or a fragment",
                "ru=http://host#x|a user, a query or a fragment",
            })
    void aMalformedPairIsNamedInOneLine(String pair, String reason) {
        assertThatThrownBy(() -> BackendAddresses.parse(List.of(pair)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aCountryGivenTwiceIsNamed() {
        assertThatThrownBy(() -> BackendAddresses.parse(List.of("ru=http://a", "RU=http://b")))
                .hasMessageContaining("the country ru is given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru=http://a,us=http://b", "ru=http://a us=http://b", " ru=http://a,\n us=http://b,"})
    void aListIsSplitAtCommasAndWhiteSpace(String list) {
        assertThat(BackendAddresses.split(list)).containsExactly("ru=http://a", "us=http://b");
    }

    @Test
    void aFileMayHaveComments() {
        assertThat(BackendAddresses.parseFile("# ours\nru=http://a\n\n  # theirs\nus=http://b\n"))
                .containsOnlyKeys("ru", "us");
    }

    @Test
    void anIpv6HostLosesItsBrackets() {
        assertThat(BackendAddress.parse("ru=http://[::1]:9001").host()).isEqualTo("::1");
    }
}

package dev.quintet.backendify.backend;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PathSegmentTest {
    @ParameterizedTest
    @CsvSource({
        "a b, a%20b",
        "a/b, a%2Fb",
        "a+b, a%2Bb",
        "100%, 100%25",
        "%2F, %252F",
        "a#b?c, a%23b%3Fc",
        "., %2E",
        ".., %2E%2E",
        "..., %2E%2E%2E",
        "acme.com, acme.com",
        "../x, ..%2Fx",
        "ü, %C3%BC",
        "🏢, %F0%9F%8F%A2",
        "a;b=c, a%3Bb%3Dc",
        "~a-b_c, ~a-b_c",
    })
    void anIdBecomesOneSegment(String id, String segment) {
        assertThat(PathSegment.encode(id)).isEqualTo(segment);
    }

    @Property
    void everyTextIsOneSegmentThatDecodesToTheSameText(@ForAll("unicode") String id) {
        String segment = PathSegment.encode(id);
        assertThat(segment).matches("[A-Za-z0-9._~%-]*");
        assertThat(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(id);
        URI uri = URI.create("http://host/companies/" + segment);
        assertThat(uri.normalize().getRawPath()).isEqualTo("/companies/" + segment);
    }

    @Provide
    Arbitrary<String> unicode() {
        Arbitrary<String> hard = Arbitraries.strings()
                .withChars('.', '/', '%', '+', ' ', '#', '?', '\\', '\0', '\n', '2', 'F', 'é', '漢')
                .ofMinLength(1)
                .ofMaxLength(8);
        Arbitrary<String> any = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
        return Arbitraries.oneOf(hard, any);
    }
}

package dev.quintet.gateway.proxy;

import java.net.URI;
import java.net.URISyntaxException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class RequestTargetPropertiesTest {
    @Property
    void aTargetThatPassesMeansTheSamePathWhenNormalised(@ForAll("paths") String path) throws URISyntaxException {
        RequestTarget target;
        try {
            target = RequestTarget.parse(path);
        } catch (Refused refused) {
            assertThat(refused.status()).isEqualTo(400);
            return;
        }
        // The JDK's reading: decode once, then resolve dot segments.
        // A leading double slash would be an authority there, but not in a request.
        String decoded = new URI("http://host" + target.forwardUri()).getPath();
        assertThat(decoded).doesNotContain("\\", "\0", "\r", "\n");
        for (String segment : decoded.split("/", -1)) {
            assertThat(segment.split(";", -1)[0]).isNotEqualTo("..").isNotEqualTo(".");
        }
        assertThat(decoded.chars().filter(c -> c == '/').count())
                .isEqualTo(target.path().chars().filter(c -> c == '/').count());
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                        "/", "..", ".", "%2e", "%2E", "%2f", "%5c", "\\", "%00", "%25", "a", "items", ";", "x=1", "%41",
                        "%c0%ae", "%0a")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> "/" + String.join("", parts));
    }

    @Property
    void noTargetMakesTheParserFailOtherwise(@ForAll String uri) {
        try {
            assertThat(RequestTarget.parse(uri).path()).startsWith("/");
        } catch (Refused refused) {
            assertThat(refused.status()).isEqualTo(400);
        }
    }
}

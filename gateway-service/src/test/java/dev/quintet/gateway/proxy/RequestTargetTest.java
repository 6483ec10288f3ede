package dev.quintet.gateway.proxy;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestTargetTest {
    @Test
    void anOrdinaryTargetIsLeftAlone() {
        RequestTarget target = RequestTarget.parse("/items/1;v=2?x=%2F..&y");
        assertThat(target.path()).isEqualTo("/items/1;v=2");
        assertThat(target.forwardUri()).isEqualTo("/items/1;v=2?x=%2F..&y");
        assertThat(target.query()).isEqualTo("x=%2F..&y");
        assertThat(target.authority()).isEmpty();
    }

    @Test
    void theAuthorityOfAnAbsoluteTargetIsTakenOff() {
        RequestTarget target = RequestTarget.parse("HTTP://host:81/items?x");
        assertThat(target.authority()).isEqualTo("host:81");
        assertThat(target.forwardUri()).isEqualTo("/items?x");
        assertThat(RequestTarget.parse("http://host?x").forwardUri()).isEqualTo("/?x");
        assertThat(RequestTarget.parse("http://host").path()).isEqualTo("/");
    }

    @Test
    void unreservedCharactersAreDecodedForTheLookupOnly() {
        RequestTarget target = RequestTarget.parse("/%69tems/%7Ex%20y%25%3f");
        assertThat(target.path()).isEqualTo("/items/~x%20y%25%3f");
        assertThat(target.forwardUri()).isEqualTo("/%69tems/%7Ex%20y%25%3f");
    }

    @Test
    void bytesBeyondAsciiAreEncodedForTheService() {
        // What a client sends as UTF-8 arrives one character a byte.
        assertThat(RequestTarget.parse("/items/\u00c3\u00a9?n=\u00c3\u00a9").forwardUri())
                .isEqualTo("/items/%C3%A9?n=%C3%A9");
    }

    @Test
    void dotsThatAreNotASegmentAreNames() {
        assertThat(RequestTarget.parse("/a/.hidden/...;/x..").path()).isEqualTo("/a/.hidden/...;/x..");
    }

    @Test
    void aTargetWithoutASlashIsRefused() {
        assertThatThrownBy(() -> RequestTarget.parse("items")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> RequestTarget.parse("")).isInstanceOf(Refused.class);
    }
}

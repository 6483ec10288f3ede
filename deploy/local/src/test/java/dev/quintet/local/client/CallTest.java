package dev.quintet.local.client;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallTest {

    @Test
    void aKeyedCallNamesTheKeyAndNeverShowsIt() {
        assertThat(Call.get("/items/1").curl()).isEqualTo("curl -s -H \"X-API-Key: $KEY\" \"$GATEWAY/items/1\"");
        assertThat(Call.get("/health").open().curl()).isEqualTo("curl -s \"$GATEWAY/health\"");
    }

    @Test
    void aBodyIsQuotedForTheShell() {
        assertThat(Call.post("/items/", Map.of("name", "it's")).open().curl())
                .isEqualTo(
                        "curl -s -H 'Content-Type: application/json' -d '{\"name\":\"it'\\''s\"}' \"$GATEWAY/items/\"");
    }

    @Test
    void aMethodIsNamedWhereCurlWouldNotGuessIt() {
        assertThat(Call.post("/stop").open().curl()).startsWith("curl -s -X POST ");
        assertThat(Call.delete("/cache/ru/1").open().curl()).startsWith("curl -s -X DELETE ");
    }

    @Test
    void whatTheShellWouldReadInAPathIsEscaped() {
        assertThat(Call.get("/a$b`c").open().curl()).isEqualTo("curl -s \"$GATEWAY/a\\$b\\`c\"");
    }

    @Test
    void aPathBeginsWithASlash() {
        assertThatThrownBy(() -> Call.get("items")).isInstanceOf(IllegalArgumentException.class);
    }
}

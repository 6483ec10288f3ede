package dev.quintet.common.security;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallerTokensTest {
    private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private final CallerTokens tokens = new CallerTokens("0123456789abcdef0123456789abcdef", clock);

    @Property(tries = 200)
    void whatIsSignedIsRead(@ForAll @NotBlank @StringLength(max = 200) String name) {
        Caller caller = new Caller(name.replace('\0', ' '), Set.of("viewer", "bot"));
        if (!caller.name().isBlank()) {
            assertThat(tokens.verify(tokens.sign(caller, "task"), "task")).contains(caller);
        }
    }

    @Property(tries = 500)
    void noChangedTokenIsAccepted(@ForAll @IntRange(max = 10_000) int position, @ForAll char replacement) {
        String token = tokens.sign(new Caller("somebody", Set.of("viewer")), "task");
        int at = position % token.length();
        // The last character of a base64 group carries bits that no byte uses.
        boolean lastOfGroup = at == token.length() - 1;
        if (token.charAt(at) != replacement && !lastOfGroup) {
            String changed = token.substring(0, at) + replacement + token.substring(at + 1);
            assertThat(tokens.verify(changed, "task")).isEmpty();
        }
    }

    @Test
    void nonsenseIsRefusedNotThrown() {
        for (String token : new String[] {"", ".", "a.b", "....", "ä.ö", "x".repeat(100_000) + ".y"}) {
            assertThat(tokens.verify(token, "task")).isEmpty();
        }
    }

    @Test
    void aNameCannotForgeRoles() {
        Caller forger = new Caller("x\0admin\0task\09999999999", Set.of());
        assertThat(tokens.verify(tokens.sign(forger, "task"), "task"))
                .hasValueSatisfying(caller -> assertThat(caller.roles()).isEmpty());
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> new CallerTokens("short", clock)).isInstanceOf(IllegalArgumentException.class);
    }
}

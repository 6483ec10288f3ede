package dev.quintet.gateway.auth;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.quintet.common.security.Caller;
import dev.quintet.common.security.CallerTokens;
import dev.quintet.common.security.InternalSecurity;

/**
 * The caller token of each request. A token is used again for a part of its life, as signing costs more than all else
 * that the gateway does to a header.
 */
@Singleton
public class CallerHeaders {
    private static final int MOST_KEPT = 1_000;
    /** Long before {@link CallerTokens#LIFETIME}, so that what a service gets is always fresh. */
    private static final Duration USED_AGAIN = Duration.ofSeconds(10);

    private record Signed(Caller caller, String audience) {}

    private final Optional<CallerTokens> tokens;
    private final ExpiringCache<Signed, String> kept = new ExpiringCache<>(MOST_KEPT, System::nanoTime);

    @Inject
    CallerHeaders(InternalSecurity security) {
        this(security.callerTokens());
    }

    CallerHeaders(Optional<CallerTokens> tokens) {
        this.tokens = tokens;
    }

    /** The value of {@code X-Caller} for a service; empty without a shared secret. */
    public String value(Caller caller, String audience) {
        if (tokens.isEmpty()) {
            return "";
        }
        Signed key = new Signed(caller, audience);
        Optional<String> known = kept.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        String token = tokens.get().sign(caller, audience);
        kept.put(key, token, USED_AGAIN);
        return token;
    }
}

package dev.quintet.common.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs who calls, for the way from the gateway to one service, and verifies it there.
 *
 * <p>A token is {@code <claims>.<signature>}, both base64url without padding: the claims are
 * {@code name NUL roles-by-comma NUL audience NUL expiry-epoch-second} in UTF-8, the signature is HMAC-SHA256 over the
 * encoded claims. One form and one algorithm, so that there is nothing to negotiate and nothing to downgrade.
 */
public final class CallerTokens {
    /** The header that carries the token. The gateway drops it from clients' requests. */
    public static final String HEADER = "X-Caller";

    /** How long a token lives: a request must have begun by then. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    /** Fewest characters of a secret. */
    public static final int MIN_SECRET_LENGTH = 32;

    private static final int MAX_TOKEN_LENGTH = 2_048;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecretKeySpec key;
    private final Clock clock;

    /** @param secret shared by gateway and services, at least {@value #MIN_SECRET_LENGTH} characters */
    public CallerTokens(String secret, Clock clock) {
        if (secret.length() < MIN_SECRET_LENGTH) {
            throw new IllegalArgumentException("the secret needs at least " + MIN_SECRET_LENGTH + " characters");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /**
     * @param audience the name of the only service that may accept the token
     * @return the header's value
     */
    public String sign(Caller caller, String audience) {
        long expiry = clock.instant().plus(LIFETIME).getEpochSecond();
        String name = caller.name().replace('\0', ' ');
        String claims = name + '\0' + String.join(",", new TreeSet<>(caller.roles())) + '\0' + audience + '\0' + expiry;
        String encoded = ENCODER.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return encoded + '.' + ENCODER.encodeToString(mac(encoded));
    }

    /** The caller, if the token is whole, for this audience and not expired. */
    public Optional<Caller> verify(String token, String audience) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        String encoded = token.substring(0, dot);
        try {
            if (!MessageDigest.isEqual(mac(encoded), DECODER.decode(token.substring(dot + 1)))) {
                return Optional.empty();
            }
            String[] claims = new String(DECODER.decode(encoded), StandardCharsets.UTF_8).split("\0", -1);
            boolean valid = claims.length == 4
                    && claims[2].equals(audience)
                    && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(claims[3])));
            Set<String> roles = claims.length < 2 || claims[1].isEmpty() ? Set.of() : Set.of(claims[1].split(",", -1));
            return valid ? Optional.of(new Caller(claims[0], roles)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", impossible);
        }
    }
}

package dev.quintet.badge.discord;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Discord's signature of an interaction: Ed25519 over the timestamp's text and the body.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/overview#validating-security-request-headers">Discord</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8410">RFC 8410, the key's encoding</a>
 */
final class InteractionSignature {
    /** How old a signed interaction may be; Discord itself waits 3 s for the answer. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{128}");
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");
    /** What stands before the 32 bytes in a SubjectPublicKeyInfo. */
    private static final String PREFIX = "302a300506032b6570032100";

    private final PublicKey key;
    private final Clock clock;

    /** @param key 64 hexadecimal digits; anything else is an {@link IllegalArgumentException} */
    InteractionSignature(String key, Clock clock) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("must be 64 hexadecimal digits");
        }
        try {
            byte[] encoded = HexFormat.of().parseHex(PREFIX + key);
            this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException noPoint) {
            throw new IllegalArgumentException("must be an Ed25519 public key", noPoint);
        }
        this.clock = clock;
    }

    /** Whether Discord signed this body, lately. Whatever the headers hold. */
    boolean isValid(String signature, String timestamp, byte[] body) {
        if (signature == null
                || timestamp == null
                || !SIGNATURE.matcher(signature).matches()
                || !TIMESTAMP.matcher(timestamp).matches()
                || !isFresh(Long.parseLong(timestamp))) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            verifier.update(body);
            return verifier.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private boolean isFresh(long epochSecond) {
        Duration age = Duration.between(Instant.ofEpochSecond(epochSecond), clock.instant());
        return age.abs().compareTo(FRESH) <= 0;
    }
}

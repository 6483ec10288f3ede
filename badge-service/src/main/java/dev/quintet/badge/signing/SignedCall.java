package dev.quintet.badge.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.vertx.core.http.HttpServerRequest;

import dev.quintet.badge.identity.BadgePair;
import dev.quintet.common.problem.ProblemException;

/**
 * What a badge signed: method, path without the query, its uuid, its counter and the SHA-256 of the body in lower-case
 * hexadecimal digits, each on a line of its own, without a last line break.
 *
 * @param counter 1 to 2^53 - 1; higher than all that the badge has signed with before
 * @param signature HMAC-SHA256 of the text under the badge's key, 64 hexadecimal digits
 */
public record SignedCall(String text, long counter, String signature) {
    public static final String COUNTER = "X-Badge-Counter";
    public static final String SIGNATURE = "X-Badge-Signature";

    private static final Pattern COUNTER_FORM = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern SIGNATURE_FORM = Pattern.compile("[0-9a-fA-F]{64}");
    private static final long MAX_COUNTER = 9_007_199_254_740_991L;

    /** Empty if neither header is there; one alone, or one that is malformed, is 400. */
    public static Optional<SignedCall> read(HttpServerRequest request, BadgePair badge, byte[] body) {
        String counter = request.getHeader(COUNTER);
        String signature = request.getHeader(SIGNATURE);
        if (counter == null && signature == null) {
            return Optional.empty();
        }
        if (counter == null
                || signature == null
                || !COUNTER_FORM.matcher(counter).matches()
                || Long.parseLong(counter) > MAX_COUNTER
                || !SIGNATURE_FORM.matcher(signature).matches()) {
            throw ProblemException.of(
                    400,
                    "signature-malformed",
                    COUNTER + " must be a whole number from 1 to " + MAX_COUNTER + ", and " + SIGNATURE
                            + " 64 hexadecimal digits; both are needed.");
        }
        String text = String.join(
                "\n",
                request.method().name(),
                request.path(),
                badge.uuid(),
                counter,
                sha256(body == null ? new byte[0] : body));
        return Optional.of(new SignedCall(text, Long.parseLong(counter), signature));
    }

    /** Compares in constant time. */
    boolean isSignedBy(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return MessageDigest.isEqual(
                    mac.doFinal(text.getBytes(StandardCharsets.UTF_8)),
                    HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", impossible);
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}

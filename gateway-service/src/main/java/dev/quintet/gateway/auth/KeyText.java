package dev.quintet.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an API key: {@code qk_<id>_<secret>}. The id finds it; the secret has 256 random bits, so that one plain
 * SHA-256 is enough to keep it by: there is nothing to guess.
 */
final class KeyText {
    /** Longest text that is looked at. */
    static final int MAX_LENGTH = 256;

    private static final Pattern FORM = Pattern.compile("qk_([0-9a-f]{12})_[A-Za-z0-9_-]{43}");

    private KeyText() {}

    static String newId(SecureRandom random) {
        byte[] id = new byte[6];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    static String newKey(String id, SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return "qk_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static Optional<String> id(String key) {
        Matcher form = FORM.matcher(key);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}

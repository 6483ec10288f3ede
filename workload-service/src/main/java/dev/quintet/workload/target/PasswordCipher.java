package dev.quintet.workload.target;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords at rest: AES-256-GCM with a key derived from a secret. A password is bound to its target's name, so that
 * who can write the table cannot move it to a target of their own.
 */
public final class PasswordCipher {

    private static final String PURPOSE = "quintet:workload:target-passwords";
    private static final int MIN_SECRET = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secret at least 16 characters
     * @throws IllegalArgumentException for a shorter one
     */
    public PasswordCipher(String secret) {
        if (secret.length() < MIN_SECRET) {
            throw new IllegalArgumentException("quintet.workload.target.secret (QUINTET_TARGET_SECRET) has "
                    + secret.length() + " characters; at least " + MIN_SECRET + " are needed");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            key = new SecretKeySpec(mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The password as it is kept. */
    String encrypt(String target, String password) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, target).doFinal(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The password; empty where it was kept with another secret, for another target, or was changed. */
    Optional<String> decrypt(String target, String kept) {
        try {
            byte[] bytes = Base64.getDecoder().decode(kept);
            if (bytes.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            byte[] password =
                    cipher(Cipher.DECRYPT_MODE, nonce, target).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new String(password, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String target) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(target.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

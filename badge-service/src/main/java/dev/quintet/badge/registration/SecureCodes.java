package dev.quintet.badge.registration;

import java.security.SecureRandom;
import java.util.HexFormat;

import jakarta.inject.Singleton;

/** Codes from the system's secure random source: 32 bits, all the badge's screen and the bot have room for. */
@Singleton
class SecureCodes implements CodeSource {
    private final SecureRandom random = new SecureRandom();

    @Override
    public String next() {
        byte[] bytes = new byte[4];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

package dev.quintet.badge.flag;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import dev.quintet.badge.identity.BadgePair;

/** The original's code of a badge: {@code uuid&mac}, each character XOR 0x69, in Base64. It hides, it does not protect. */
final class FlagCode {
    private static final int KEY = 0x69;
    private static final int MAX_LENGTH = 1_000;

    private FlagCode() {}

    static String encode(BadgePair badge) {
        byte[] mixed = mix(badge.uuid() + "&" + badge.mac()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(mixed);
    }

    /** Empty if the code is no badge's, whatever it is. */
    static Optional<BadgePair> decode(String code) {
        if (code.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            // A "+" of the code is a blank to those who read a query as a form.
            byte[] mixed = Base64.getDecoder().decode(code.replace(' ', '+'));
            String pair = mix(new String(mixed, StandardCharsets.UTF_8));
            int and = pair.indexOf('&');
            return and < 0
                    ? Optional.empty()
                    : Optional.of(new BadgePair(pair.substring(0, and), pair.substring(and + 1)));
        } catch (IllegalArgumentException noCode) {
            return Optional.empty();
        }
    }

    private static String mix(String text) {
        StringBuilder mixed = new StringBuilder(text.length());
        text.chars().forEach(character -> mixed.append((char) (character ^ KEY)));
        return mixed.toString();
    }
}

package dev.quintet.local.engine;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Passwords of letters and digits from a secure random source. */
public final class RandomPassword {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomPassword() {}

    /** 40 letters and digits: 238 bits. */
    public static String next() {
        return RANDOM.ints(40, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining());
    }
}

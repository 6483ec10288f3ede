package dev.quintet.workload.tpcc;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;

/**
 * TPC-C's random values.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clauses 2.1.6, 4.3.2</a>
 */
final class Draws {

    private static final String[] SYLLABLES = {
        "BAR", "OUGHT", "ABLE", "PRI", "PRES", "ESE", "ANTI", "CALLY", "ATION", "EING"
    };
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String ORIGINAL = "ORIGINAL";

    private final RandomGenerator random;

    Draws(RandomGenerator random) {
        this.random = random;
    }

    RandomGenerator source() {
        return random;
    }

    /** Uniform from x to y, both included. */
    int uniform(int x, int y) {
        return random.nextInt(x, y + 1);
    }

    /** True in so many of a hundred. */
    boolean percent(int part) {
        return random.nextInt(100) < part;
    }

    /** Uniform cents as money. */
    BigDecimal money(int fromCents, int toCents) {
        return BigDecimal.valueOf(uniform(fromCents, toCents), 2);
    }

    /** Uniform ten-thousandths as a rate. */
    BigDecimal rate(int from, int to) {
        return BigDecimal.valueOf(uniform(from, to), 4);
    }

    /** NURand(A, x, y) with the constant C: some values are much more frequent (clause 2.1.6). */
    int nuRand(int a, int x, int y, int c) {
        return (((uniform(0, a) | uniform(x, y)) + c) % (y - x + 1)) + x;
    }

    /** The last name of a number, 0 to 999 (clause 4.3.2.3). */
    static String lastName(int number) {
        return SYLLABLES[number / 100] + SYLLABLES[number / 10 % 10] + SYLLABLES[number % 10];
    }

    /** Random letters and digits. */
    String letters(int shortest, int longest) {
        return text(LETTERS, uniform(shortest, longest));
    }

    /** Random digits. */
    String digits(int length) {
        return text("0123456789", length);
    }

    private String text(String alphabet, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return new String(text);
    }

    /** A zip code (clause 4.3.2.7). */
    String zip() {
        return digits(4) + "11111";
    }

    /** 26 to 50 letters, in one of ten with ORIGINAL somewhere within (clause 4.3.3.1). */
    String originalOrNot() {
        String text = letters(26, 50);
        if (!percent(10)) {
            return text;
        }
        int at = uniform(0, text.length() - ORIGINAL.length());
        return text.substring(0, at) + ORIGINAL + text.substring(at + ORIGINAL.length());
    }
}

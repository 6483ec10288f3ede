package dev.quintet.workload.sysbench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** sysbench's texts: groups of eleven random digits with dashes between. {@code c} has ten groups, {@code pad} five. */
final class DigitGroups {

    private static final int GROUP = 11;
    private static final int C_GROUPS = 10;
    private static final int PAD_GROUPS = 5;

    private final byte[] c = template(C_GROUPS);
    private final byte[] pad = template(PAD_GROUPS);

    private static byte[] template(int groups) {
        byte[] text = new byte[groups * (GROUP + 1) - 1];
        Arrays.fill(text, (byte) '-');
        return text;
    }

    /** 119 characters for column {@code c}. */
    String c(RandomGenerator random) {
        return fill(c, random);
    }

    /** 59 characters for column {@code pad}. */
    String pad(RandomGenerator random) {
        return fill(pad, random);
    }

    private static String fill(byte[] text, RandomGenerator random) {
        for (int at = 0; at < text.length; at += GROUP + 1) {
            // Eleven digits of one draw: 2^63 has nineteen.
            long digits = random.nextLong() >>> 1;
            for (int i = 0; i < GROUP; i++) {
                text[at + i] = (byte) ('0' + digits % 10);
                digits /= 10;
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}

package dev.quintet.backendify.cache;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Undoes percent-encoding strictly: what is not UTF-8 is refused instead of repaired, for that would be another id. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">the form encoding</a> */
    public static String decodeQuery(String name, String encoded) {
        return decode(name, encoded, true);
    }

    /**
     * @param name what it is, for the complaint
     * @param encoded a part of a path, each byte one char
     * @throws IllegalArgumentException with a sentence for the client
     */
    public static String decodePath(String name, String encoded) {
        return decode(name, encoded, false);
    }

    private static String decode(String name, String encoded, boolean plusIsSpace) {
        if (isPlain(encoded)) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char c = encoded.charAt(at);
            if (c == '%') {
                bytes.write(escaped(name, encoded, at));
                at += 2;
            } else if (c > 0xFF) {
                throw new IllegalArgumentException(name + " is not valid UTF-8");
            } else {
                bytes.write(c == '+' && plusIsSpace ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException(name + " is not valid UTF-8", malformed);
        }
    }

    private static int escaped(String name, String encoded, int at) {
        int high = at + 2 < encoded.length() ? digit(encoded.charAt(at + 1)) : -1;
        int low = at + 2 < encoded.length() ? digit(encoded.charAt(at + 2)) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException(name + " has a % without two hexadecimal digits behind it");
        }
        return high * 16 + low;
    }

    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static boolean isPlain(String encoded) {
        for (int at = 0; at < encoded.length(); at++) {
            char c = encoded.charAt(at);
            if (c == '%' || c == '+' || c >= 0x80) {
                return false;
            }
        }
        return true;
    }
}

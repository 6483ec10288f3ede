package dev.quintet.backendify.backend;

import java.nio.charset.StandardCharsets;

/** Writes any text as exactly one segment of a path, so that a server that decodes it gets the same bytes. */
public final class PathSegment {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PathSegment() {}

    /**
     * Everything but RFC 3986's unreserved characters is percent-encoded as UTF-8. A segment of dots alone has its dots
     * encoded too: {@code .} and {@code ..} as they are would be taken out of the path on the way.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.3">RFC 3986, section 2.3</a>
     */
    public static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean dotsOnly = text.chars().allMatch(c -> c == '.');
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (isUnreserved(b) && !(dotsOnly && b == '.')) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}

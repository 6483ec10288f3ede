package dev.quintet.gateway.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a request asks for, in the two forms the gateway needs.
 *
 * <p>INVARIANT: no reading of {@code forwardUri} that a service may make (decoding once, dropping parameters of a
 * segment) leads to another path than {@code path}, which routes and roles are looked up by. Whatever could is refused:
 * dot segments plain or encoded, encoded slashes and backslashes, encoded or plain control characters.
 *
 * @param path without query; unreserved characters decoded
 * @param forwardUri path and query as they go to the service: as they came, but bytes beyond ASCII percent-encoded
 * @param authority of an absolute-form target, else empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2">RFC 3986, 6.2.2</a>
 */
public record RequestTarget(String path, String forwardUri, String authority) {
    private static final int MAX_PERCENT_VALUE = 0xFF;

    /**
     * @param uri the request target as it came, one character a byte
     * @throws Refused 400
     */
    public static RequestTarget parse(String uri) {
        String authority = "";
        String origin = uri;
        String lower = uri.length() > 8 ? uri.substring(0, 8).toLowerCase(Locale.ROOT) : "";
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            int begin = uri.indexOf("//") + 2;
            int end = endOfAuthority(uri, begin);
            authority = uri.substring(begin, end);
            origin = end < uri.length() && uri.charAt(end) == '/' ? uri.substring(end) : "/" + uri.substring(end);
        }
        if (!origin.startsWith("/")) {
            throw Refused.badRequest("The request target must begin with a slash.");
        }
        int question = origin.indexOf('?');
        String rawPath = question < 0 ? origin : origin.substring(0, question);
        String path = normalPath(rawPath);
        checkSegments(path);
        boolean ascii = checkCharacters(origin);
        return new RequestTarget(path, ascii ? origin : encodeBytes(origin), authority);
    }

    /** The query, without its question mark; empty if there is none. */
    public String query() {
        int question = forwardUri.indexOf('?');
        return question < 0 ? "" : forwardUri.substring(question + 1);
    }

    private static int endOfAuthority(String uri, int begin) {
        for (int i = begin; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '/' || c == '?') {
                return i;
            }
        }
        return uri.length();
    }

    /** @return whether all is ASCII */
    private static boolean checkCharacters(String origin) {
        boolean ascii = true;
        for (int i = 0; i < origin.length(); i++) {
            char c = origin.charAt(i);
            if (c <= ' ' || c == 0x7F) {
                throw Refused.badRequest("The request target has a control character.");
            }
            if (c == '#') {
                throw Refused.badRequest("The request target has a fragment.");
            }
            ascii &= c < 0x80;
        }
        return ascii;
    }

    private static String normalPath(String raw) {
        if (raw.indexOf('\\') >= 0) {
            throw Refused.badRequest("The path has a backslash.");
        }
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        StringBuilder normal = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                normal.append(c);
                continue;
            }
            int value = percentValue(raw, i);
            if (isUnreserved(value)) {
                normal.append((char) value);
            } else {
                normal.append(raw, i, i + 3);
            }
            i += 2;
        }
        return normal.toString();
    }

    private static int percentValue(String raw, int at) {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(at + 2), 16);
        int value = low < 0 ? MAX_PERCENT_VALUE + 1 : high * 16 + low;
        boolean control = value < ' ' || value == 0x7F;
        // 0xC0 and 0xC1 only ever begin an overlong form, such as that of a dot or slash.
        boolean hidden = value == '/' || value == '\\' || value == 0xC0 || value == 0xC1;
        if (value > MAX_PERCENT_VALUE || control || hidden) {
            throw Refused.badRequest("The path has a percent-encoding that is not allowed.");
        }
        return value;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    /** A segment counts without its parameters: {@code ..;x} climbs for some servers. */
    private static void checkSegments(String path) {
        int begin = 1;
        while (begin <= path.length()) {
            int slash = path.indexOf('/', begin);
            int end = slash < 0 ? path.length() : slash;
            int semicolon = path.indexOf(';', begin);
            int nameEnd = semicolon >= 0 && semicolon < end ? semicolon : end;
            int length = nameEnd - begin;
            if ((length == 1 || length == 2) && path.startsWith("..".substring(0, length), begin)) {
                throw Refused.badRequest("The path has a dot segment.");
            }
            begin = end + 1;
        }
    }

    private static String encodeBytes(String origin) {
        StringBuilder encoded = new StringBuilder(origin.length() + 32);
        for (byte b : origin.getBytes(StandardCharsets.ISO_8859_1)) {
            if (b >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b & MAX_PERCENT_VALUE));
            }
        }
        return encoded.toString();
    }
}

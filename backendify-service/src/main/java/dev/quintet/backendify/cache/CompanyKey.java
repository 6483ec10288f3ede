package dev.quintet.backendify.cache;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Which company is meant.
 *
 * @param country two lower-case letters
 * @param id any text of 1 to {@value #MAX_ID_BYTES} bytes in UTF-8
 */
public record CompanyKey(String country, String id) {
    /** Longest id, in bytes of UTF-8. */
    public static final int MAX_ID_BYTES = 1_024;

    public CompanyKey {
        if (country.length() != 2 || !isLetter(country.charAt(0)) || !isLetter(country.charAt(1))) {
            throw new IllegalArgumentException("country_iso must be two letters, as in us");
        }
        country = country.toLowerCase(Locale.ROOT);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("id must not be empty");
        }
        int bytes = id.length() * 3 <= MAX_ID_BYTES ? id.length() : bytes(id);
        if (bytes > MAX_ID_BYTES) {
            throw new IllegalArgumentException(
                    "id must have at most " + MAX_ID_BYTES + " bytes of UTF-8, not " + bytes);
        }
    }

    /**
     * Reads {@code us/4711} behind the prefix of a path as it came, dots and all.
     *
     * @throws IllegalArgumentException with a sentence for the client
     */
    static CompanyKey ofPath(String prefix, String path) {
        int slash = path.indexOf('/', prefix.length());
        if (!path.startsWith(prefix) || slash < 0) {
            throw new IllegalArgumentException("the path is not " + prefix + "{country}/{id}");
        }
        return new CompanyKey(
                path.substring(prefix.length(), slash), PercentEncoding.decodePath("id", path.substring(slash + 1)));
    }

    /** One text for both: the country has always two letters. */
    public String cacheKey() {
        return country.concat(id);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int bytes(String id) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
            return encoded.remaining();
        } catch (CharacterCodingException lone) {
            throw new IllegalArgumentException("id is not valid Unicode", lone);
        }
    }
}

package dev.quintet.backendify.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a backend said of a company, in one byte array: the smallest form in a heap, and the same in every level.
 *
 * <p>Layout: kind (1 byte), second when it was stored (4, unsigned), then for kind {@link #ENDING} the end's second (8) and
 * nanosecond (4), then the name as the inside of a JSON string in UTF-8.
 */
public final class StoredCompany {
    private static final byte ABSENT = 0;
    private static final byte LASTING = 1;
    private static final byte ENDING = 2;
    private static final JsonFactory JSON = new JsonFactory();
    private static final int HEAD = 5;
    private static final int END = 12;

    private StoredCompany() {}

    /** A company that exists. */
    public static byte[] found(String name, Optional<Instant> activeUntil, Instant now) {
        byte[] json = JsonStringEncoder.getInstance().quoteAsUTF8(name);
        ByteBuffer stored = ByteBuffer.allocate(HEAD + (activeUntil.isPresent() ? END : 0) + json.length);
        stored.put(activeUntil.isPresent() ? ENDING : LASTING).putInt((int) now.getEpochSecond());
        activeUntil.ifPresent(end -> stored.putLong(end.getEpochSecond()).putInt(end.getNano()));
        return stored.put(json).array();
    }

    /** A company that does not exist. */
    public static byte[] absent(Instant now) {
        return ByteBuffer.allocate(HEAD)
                .put(ABSENT)
                .putInt((int) now.getEpochSecond())
                .array();
    }

    /** Whether the array has this form: what comes from a disk or a network may not. */
    public static boolean isValid(byte[] stored) {
        return stored.length >= HEAD
                && ((stored[0] == ABSENT && stored.length == HEAD)
                        || (stored[0] == LASTING && stored.length > HEAD)
                        || (stored[0] == ENDING && stored.length > HEAD + END && hasPossibleEnd(stored)));
    }

    private static boolean hasPossibleEnd(byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        long second = buffer.getLong(HEAD);
        int nano = buffer.getInt(HEAD + 8);
        return second >= Instant.MIN.getEpochSecond()
                && second <= Instant.MAX.getEpochSecond()
                && nano >= 0
                && nano < 1_000_000_000;
    }

    public static boolean exists(byte[] stored) {
        return stored[0] != ABSENT;
    }

    /** Whole seconds since it was stored; negative never. */
    public static long age(byte[] stored, long nowEpochSecond) {
        return Math.max(
                0,
                nowEpochSecond - Integer.toUnsignedLong(ByteBuffer.wrap(stored).getInt(1)));
    }

    /** The company's end, if it has one. */
    public static Optional<Instant> activeUntil(byte[] stored) {
        if (stored[0] != ENDING) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        return Optional.of(Instant.ofEpochSecond(buffer.getLong(HEAD), buffer.getInt(HEAD + 8)));
    }

    /** The name as the backend gave it. */
    public static String name(byte[] stored) {
        String quoted = '"' + new String(stored, nameStart(stored), stored.length - nameStart(stored), UTF_8) + '"';
        try (JsonParser parser = JSON.createParser(quoted)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException corrupt) {
            throw new UncheckedIOException("a stored name is not the inside of a JSON string", corrupt);
        }
    }

    /** Where in the array the name begins; it goes to the end. */
    public static int nameStart(byte[] stored) {
        return stored[0] == ENDING ? HEAD + END : HEAD;
    }
}

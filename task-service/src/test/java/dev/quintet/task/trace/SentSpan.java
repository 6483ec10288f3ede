package dev.quintet.task.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A span as it arrives at a collector, with the resource it belongs to.
 *
 * @param parentId empty for the first of a trace
 */
record SentSpan(
        String traceId,
        String spanId,
        String parentId,
        String name,
        Map<String, String> attributes,
        Map<String, String> resource) {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    /**
     * Reads a collector's request.
     *
     * @see <a href="https://github.com/open-telemetry/opentelemetry-proto">ExportTraceServiceRequest</a>
     */
    static List<SentSpan> of(byte[] request) {
        List<SentSpan> spans = new ArrayList<>();
        for (Field resourceSpans : fields(request, 1)) {
            Map<String, String> resource = new HashMap<>();
            for (Field described : fields(resourceSpans.bytes(), 1)) {
                resource.putAll(attributes(described.bytes(), 1));
            }
            for (Field scope : fields(resourceSpans.bytes(), 2)) {
                for (Field span : fields(scope.bytes(), 2)) {
                    spans.add(span(span.bytes(), resource));
                }
            }
        }
        return spans;
    }

    private static SentSpan span(byte[] span, Map<String, String> resource) {
        return new SentSpan(hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5), attributes(span, 9), resource);
    }

    /** One field of a message, as its wire type has it. */
    private static final class Field {
        private final int number;
        private final byte[] bytes;
        private final long value;

        Field(int number, byte[] bytes, long value) {
            this.number = number;
            this.bytes = bytes;
            this.value = value;
        }

        int number() {
            return number;
        }

        byte[] bytes() {
            return bytes;
        }

        long value() {
            return value;
        }
    }

    private static List<Field> fields(byte[] message, int number) {
        List<Field> found = new ArrayList<>();
        int at = 0;
        while (at < message.length) {
            long[] key = varint(message, at);
            at = (int) key[1];
            Field field;
            switch ((int) (key[0] & 7)) {
                case VARINT -> {
                    long[] value = varint(message, at);
                    field = new Field((int) (key[0] >>> 3), new byte[0], value[0]);
                    at = (int) value[1];
                }
                case FIXED_64 -> {
                    field = new Field((int) (key[0] >>> 3), new byte[0], 0);
                    at += 8;
                }
                case BYTES -> {
                    long[] length = varint(message, at);
                    int end = (int) (length[1] + length[0]);
                    field = new Field((int) (key[0] >>> 3), Arrays.copyOfRange(message, (int) length[1], end), 0);
                    at = end;
                }
                case FIXED_32 -> {
                    field = new Field((int) (key[0] >>> 3), new byte[0], 0);
                    at += 4;
                }
                default -> throw new IllegalArgumentException("wire type " + (key[0] & 7));
            }
            if (field.number() == number) {
                found.add(field);
            }
        }
        return found;
    }

    /** The number, and where it ends. */
    private static long[] varint(byte[] message, int from) {
        long value = 0;
        int at = from;
        for (int shift = 0; ; shift += 7) {
            byte next = message[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return new long[] {value, at};
            }
        }
    }

    private static Map<String, String> attributes(byte[] message, int number) {
        Map<String, String> attributes = new HashMap<>();
        for (Field pair : fields(message, number)) {
            for (Field value : fields(pair.bytes(), 2)) {
                List<Field> integers = fields(value.bytes(), 3);
                attributes.put(
                        text(pair.bytes(), 1),
                        integers.isEmpty()
                                ? text(value.bytes(), 1)
                                : Long.toString(integers.get(0).value()));
            }
        }
        return attributes;
    }

    private static String text(byte[] message, int number) {
        List<Field> found = fields(message, number);
        return found.isEmpty() ? "" : new String(found.get(0).bytes(), StandardCharsets.UTF_8);
    }

    private static String hex(byte[] message, int number) {
        List<Field> found = fields(message, number);
        return found.isEmpty() ? "" : HexFormat.of().formatHex(found.get(0).bytes());
    }
}

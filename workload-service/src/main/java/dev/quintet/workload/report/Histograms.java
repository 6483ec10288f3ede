package dev.quintet.workload.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;

import org.HdrHistogram.Histogram;

/** Histograms as text: compressed by HdrHistogram, in base64. */
final class Histograms {

    private Histograms() {}

    /** The text; empty for a histogram without values. */
    static Optional<String> encode(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        ByteBuffer text = Base64.getEncoder().encode(ByteBuffer.wrap(buffer.array(), 0, length));
        return Optional.of(new String(text.array(), 0, text.limit(), StandardCharsets.US_ASCII));
    }

    /** The histogram of a text that {@link #encode} made. */
    static Histogram decode(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a histogram", e);
        }
    }
}

package dev.quintet.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A log file bounded in size: past its limit, at the end of a line, {@code x.log} becomes {@code x.log.1}, that becomes
 * {@code x.log.2} and so on; the oldest is dropped. No line is lost or torn at a rotation.
 *
 * <p>Guarantee: at most {@code files} files of {@code limit} bytes each, plus one line of at most 64 KiB. Thread-safe.
 */
public final class RotatingLog implements AutoCloseable {

    /** 10 MiB a file. */
    public static final long DEFAULT_LIMIT = 10L << 20;

    /** The current file and two older ones. */
    public static final int DEFAULT_FILES = 3;

    private static final int LONGEST_LINE = 64 << 10;

    private final Path file;
    private final long limit;
    private final int files;
    private OutputStream out;
    private long size;

    /** Opens {@code file} for appending, with the default bounds. */
    public static RotatingLog open(Path file) throws IOException {
        return new RotatingLog(file, DEFAULT_LIMIT, DEFAULT_FILES);
    }

    /**
     * Opens {@code file} for appending.
     *
     * @param limit bytes a file, at least 1
     * @param files how many files, the current one included, at least 1
     * @throws IOException if the file or its folder cannot be made
     */
    public RotatingLog(Path file, long limit, int files) throws IOException {
        if (limit < 1 || files < 1) {
            throw new IllegalArgumentException("limit and files must be at least 1, not " + limit + ", " + files);
        }
        this.file = Objects.requireNonNull(file);
        this.limit = limit;
        this.files = files;
        Files.createDirectories(file.toAbsolutePath().getParent());
        openCurrent();
    }

    /** Appends bytes as they come; they need not end at a line's end. */
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (size < limit) {
                // Up to the limit whatever comes; past it the current line is finished first.
                int piece = (int) Math.min(end - from, limit - size);
                append(bytes, from, piece);
                from += piece;
                if (size == limit && bytes[from - 1] == '\n') {
                    rotate();
                }
            } else {
                int lineEnd = from;
                while (lineEnd < end && bytes[lineEnd] != '\n') {
                    lineEnd++;
                }
                int piece = Math.min(end, lineEnd + 1) - from;
                append(bytes, from, piece);
                from += piece;
                if (lineEnd < end || size > limit + LONGEST_LINE) {
                    rotate();
                }
            }
        }
        out.flush();
    }

    /** Where the newest lines are. */
    public Path file() {
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private void append(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        size += length;
    }

    private void rotate() throws IOException {
        out.close();
        for (int i = files - 1; i >= 1; i--) {
            Path from = i == 1 ? file : older(i - 1);
            if (Files.exists(from)) {
                Files.move(from, older(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (files == 1) {
            Files.deleteIfExists(file);
        }
        openCurrent();
    }

    private Path older(int i) {
        return file.resolveSibling(file.getFileName() + "." + i);
    }

    private void openCurrent() throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        size = Files.size(file);
    }
}

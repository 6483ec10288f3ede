package dev.quintet.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file. */
public final class LogTail {

    private static final int MOST_BYTES = 256 << 10;

    private LogTail() {}

    /** The last {@code lines} lines, at most 256 KiB; empty if the file is not there or cannot be read. */
    public static List<String> of(Path file, int lines) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, in.length() - MOST_BYTES);
            byte[] end = new byte[(int) (in.length() - start)];
            in.seek(start);
            in.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}

package dev.quintet.anomaly.metric.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a process' counters from {@code /proc}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>
 */
final class ProcFs {
    /** The kernel reports CPU time in these on every platform that Java runs on (USER_HZ). */
    private static final double TICKS_A_SECOND = 100;

    private final Path root;

    ProcFs(Path root) {
        this.root = root;
    }

    /** The process' counters, empty if there is no such process. */
    Optional<ProcessStats> read(long pid) {
        Path process = root.resolve(Long.toString(pid));
        try {
            String stat = Files.readString(process.resolve("stat"));
            // The name in parentheses may hold anything, blanks and parentheses too.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[0].equals("Z")) {
                return Optional.empty();
            }
            String status = Files.readString(process.resolve("status"));
            String io = readIfAllowed(process.resolve("io"));
            return Optional.of(new ProcessStats(
                    (number(fields[11]) + number(fields[12])) / TICKS_A_SECOND,
                    cpuWaitSeconds(process),
                    (labelled(status, "RssAnon:") + labelled(status, "RssShmem:")) / 1024,
                    number(fields[9]),
                    number(fields[7]),
                    labelled(io, "read_bytes:"),
                    labelled(io, "write_bytes:")));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The wait of all threads. One that ends takes its part along, which is why the sum may go down. */
    private static double cpuWaitSeconds(Path process) throws IOException {
        double nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                String schedstat = readIfAllowed(thread.resolve("schedstat"));
                if (!schedstat.isEmpty()) {
                    nanos += number(schedstat.split(" ", -1)[1]);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return nanos / 1e9;
    }

    private static String readIfAllowed(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // the thread is gone, or the file is for root only: that value stays unknown
        }
    }

    private static double number(String text) {
        return Double.parseDouble(text.strip());
    }

    private static double labelled(String text, String label) {
        int start = text.indexOf(label);
        if (start < 0) {
            return Double.NaN;
        }
        int from = start + label.length();
        int end = text.indexOf('\n', from);
        return number(text.substring(from, end < 0 ? text.length() : end).replace("kB", ""));
    }
}

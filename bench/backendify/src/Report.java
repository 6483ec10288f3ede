import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sums up memory, backends and extra calls of a run: prints them and keeps them beside the raw figures. */
final class Report {
    /** From here on the limits should have been learned. */
    private static final int LEARNED_SECOND = 30;

    private Report() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String name = arguments[1];
        long[][] memory = table(folder.resolve(name + ".memory.tsv"), 1);
        long[][] seen = table(folder.resolve(name + ".backends.tsv"), 0);
        long ticks = memory.length == 0 ? 0 : memory[memory.length - 1][3] - memory[0][3];
        StringBuilder json = new StringBuilder(String.format(
                Locale.ROOT,
                "{\"resident_mb_most\":%.1f,\"resident_mb_at_1_min\":%.1f,\"resident_mb_at_end\":%.1f,\"cpu_share\":%.2f,%n",
                Arrays.stream(memory).mapToLong(row -> row[1]).max().orElse(0) / 1024.0,
                memory[Math.min(60, memory.length - 1)][1] / 1024.0,
                memory[memory.length - 1][1] / 1024.0,
                ticks / 100.0 / Math.max(1, memory.length - 1)));
        long calls = 0;
        long refused = 0;
        long learnedCalls = 0;
        long learnedRefused = 0;
        int longest = 0;
        for (int backend = 0; backend < Company.COUNTRIES.length; backend++) {
            int running = 0;
            for (long[] row : seen) {
                calls += row[1 + backend * 3];
                refused += row[2 + backend * 3];
                if (row[0] >= LEARNED_SECOND) {
                    learnedCalls += row[1 + backend * 3];
                    learnedRefused += row[2 + backend * 3];
                }
                running = row[2 + backend * 3] > 0 ? running + 1 : 0;
                longest = Math.max(longest, running);
            }
        }
        json.append(String.format(
                Locale.ROOT,
                " \"backend_calls\":%d,\"throttled_share\":%.4f,\"throttled_share_from_second_%d\":%.4f,"
                        + "\"longest_seconds_of_throttling\":%d",
                calls,
                (double) refused / Math.max(1, calls),
                LEARNED_SECOND,
                (double) learnedRefused / Math.max(1, learnedCalls),
                longest));
        Path state = folder.resolve(name + ".state.json");
        if (Files.exists(state)) {
            String text = Files.readString(state);
            long extra = sum(text, "hedges") + sum(text, "retries");
            json.append(String.format(
                    Locale.ROOT,
                    ",\"hedges\":%d,\"retries\":%d,\"extra_share\":%.4f",
                    sum(text, "hedges"),
                    sum(text, "retries"),
                    (double) extra / Math.max(1, sum(text, "calls") - extra)));
        }
        json.append("}\n");
        Files.writeString(folder.resolve(name + ".service.json"), json);
        System.out.print(json);
    }

    private static long sum(String json, String key) {
        Matcher number = Pattern.compile("\"" + key + "\":(\\d+)").matcher(json);
        long sum = 0;
        while (number.find()) {
            sum += Long.parseLong(number.group(1));
        }
        return sum;
    }

    private static long[][] table(Path file, int skip) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .skip(skip)
                .filter(line -> line.matches("\\d+(\t\\d+)*"))
                .map(line -> Arrays.stream(line.split("\t")).mapToLong(Long::parseLong).toArray())
                .toArray(long[][]::new);
    }
}

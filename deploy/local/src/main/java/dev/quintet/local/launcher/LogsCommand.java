package dev.quintet.local.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.quintet.local.process.LogTail;
import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.supervise.StartFailure;

/** The end of the logs, and what is added to them. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the end of the logs.")
final class LogsCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 250;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Whose log; default: a few lines of each.")
    private String service;

    @Option(names = "-f", description = "Go on and show what is added, until Ctrl-C.")
    private boolean follow;

    @Option(names = "-n", paramLabel = "LINES", description = "How many lines (default: 50 of one, 5 of each).")
    private int lines;

    private final SuiteHome home = SuiteHome.fromScript();

    @Override
    public Integer call() throws IOException, InterruptedException, StartFailure {
        List<Path> files = files();
        int count = lines > 0 ? lines : service == null ? 5 : 50;
        for (Path file : files) {
            String prefix = prefix(file);
            LogTail.of(file, count).forEach(line -> System.out.println(prefix + line));
        }
        if (follow) {
            follow(files);
        }
        return 0;
    }

    private List<Path> files() throws IOException, StartFailure {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(home.logs())) {
            try (DirectoryStream<Path> logs = Files.newDirectoryStream(home.logs(), "*.log")) {
                logs.forEach(all::add);
            }
        }
        all.sort(null);
        if (service == null) {
            return all;
        }
        List<String> names = all.stream().map(LogsCommand::name).toList();
        if (!names.contains(service)) {
            throw new StartFailure("there is no log of " + service + "; there are: " + String.join(", ", names));
        }
        return List.of(home.log(service));
    }

    private void follow(List<Path> files) throws IOException, InterruptedException {
        long[] read = new long[files.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = Files.size(files.get(i));
        }
        while (!Thread.currentThread().isInterrupted()) {
            for (int i = 0; i < read.length; i++) {
                read[i] = showFrom(files.get(i), read[i]);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Shows the whole lines after {@code position}; a file that shrank was rotated, and is read from its start. */
    private long showFrom(Path file, long position) throws IOException {
        if (!Files.exists(file)) {
            return position;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long start = in.length() < position ? 0 : position;
            byte[] added = new byte[(int) Math.min(in.length() - start, 1 << 20)];
            in.seek(start);
            in.readFully(added);
            int end = added.length;
            while (end > 0 && added[end - 1] != '\n') {
                end--;
            }
            String prefix = prefix(file);
            new String(added, 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> System.out.println(prefix + line));
            return start + end;
        }
    }

    private String prefix(Path file) {
        return service == null ? String.format("%-16s| ", name(file)) : "";
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceAll("\\.log$", "");
    }
}

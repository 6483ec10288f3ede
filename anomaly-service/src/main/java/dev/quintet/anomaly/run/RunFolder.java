package dev.quintet.anomaly.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs of one folder: either {@code single/} and {@code compound/} with runs, or runs.
 *
 * @param runs with something wrong, one cause or several
 * @param calm runs with nothing wrong: the normal of those runs that have none of their own
 * @param skipped files that cannot be used, a line each
 */
public record RunFolder(List<LabelledRun> runs, List<LabelledRun> calm, List<String> skipped) {
    private static final int MOST_FILES = 5_000;

    public RunFolder {
        runs = List.copyOf(runs);
        calm = List.copyOf(calm);
        skipped = List.copyOf(skipped);
    }

    /**
     * Reads it, in the order of the files' names.
     *
     * @throws RunException if it is no folder, or has no run that can be used
     */
    public static RunFolder read(Path folder) {
        List<LabelledRun> runs = new ArrayList<>();
        List<LabelledRun> calm = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                LabelledRun run = RunCsv.read(file);
                if (run.calm()) {
                    calm.add(run);
                } else if (run.abnormal().length == 0) {
                    skipped.add(file + ": has no abnormal rows");
                } else {
                    runs.add(run);
                }
            } catch (RunException e) {
                skipped.add(e.getMessage());
            }
        }
        List<LabelledRun> usable = new ArrayList<>();
        for (LabelledRun run : runs) {
            if (run.normal().length < RunWindows.LEAST_NORMAL && calm.isEmpty()) {
                skipped.add(run.name() + ": has no normal rows, and there is no normal-NN.csv beside it");
            } else {
                usable.add(run);
            }
        }
        if (usable.isEmpty()) {
            throw new RunException(folder + ": no run in it can be used"
                    + (skipped.isEmpty() ? "" : "; the first: " + skipped.get(0)));
        }
        return new RunFolder(usable, calm, skipped);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new RunException(folder + ": is no folder");
        }
        List<Path> files = new ArrayList<>(csv(folder));
        for (String part : List.of("single", "compound")) {
            if (Files.isDirectory(folder.resolve(part))) {
                files.addAll(csv(folder.resolve(part)));
            }
        }
        if (files.size() > MOST_FILES) {
            throw new RunException(folder + ": more than " + MOST_FILES + " runs");
        }
        return files;
    }

    private static List<Path> csv(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".csv"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RunException(folder + ": cannot be read");
        }
    }
}

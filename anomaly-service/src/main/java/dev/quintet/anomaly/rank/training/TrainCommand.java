package dev.quintet.anomaly.rank.training;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.local.LocalSource;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;
import dev.quintet.anomaly.rank.Feature;
import dev.quintet.anomaly.rank.FeatureForm;
import dev.quintet.anomaly.rank.Features;
import dev.quintet.anomaly.rank.RankModelException;
import dev.quintet.anomaly.rank.RankModelMetadata;
import dev.quintet.anomaly.run.LabelledRun;
import dev.quintet.anomaly.run.RunException;
import dev.quintet.anomaly.run.RunFolder;

/**
 * The offline command {@code train}: makes a SavedModel that ranks nodes from recorded runs. Needs no engine and no
 * network. The same runs, options and seed give the same weights on every machine.
 */
public final class TrainCommand {
    public static final String NAME = "train";

    private static final int DONE = 0;
    private static final int WRONG = 2;
    private static final int FOLDS = 3;
    private static final Pattern NUMBER = Pattern.compile("-(\\d{1,9})\\.csv$");

    private final PrintStream out;
    private final PrintStream errors;

    public TrainCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /**
     * @param arguments those after the command's name
     * @return the exit code: 0, or 2 if it could not be done, with one line that says why
     */
    public int run(List<String> arguments) {
        try {
            train(TrainOptions.parse(arguments));
            return DONE;
        } catch (RunException | RankModelException e) {
            errors.println("train: " + e.getMessage());
        } catch (IOException e) {
            errors.println("train: the model cannot be written: " + e.getMessage());
        } catch (LinkageError e) {
            errors.println("train: TensorFlow cannot be loaded on this machine");
        }
        return WRONG;
    }

    private void train(TrainOptions options) throws IOException {
        RunFolder folder = RunFolder.read(options.runs());
        folder.skipped().forEach(line -> errors.println("skipped: " + line));
        List<String> classes = folder.runs().stream()
                .filter(run -> run.causes().size() == 1)
                .map(LabelledRun::cause)
                .distinct()
                .sorted()
                .toList();
        MetricCatalog catalog = catalog();
        List<Feature> features = features(folder, catalog);
        RunReplay replay = new RunReplay(new Features(features, catalog), catalog, classes);
        List<ReplayedRun> runs = Stream.concat(folder.runs().stream(), folder.calm().stream())
                .map(run -> replay.replay(run, group(run.name())))
                .filter(run -> !run.rows().isEmpty())
                .toList();
        if (runs.stream().noneMatch(ReplayedRun::abnormal)) {
            throw new RunException("no run can be ranked: each needs its first 20 rows to tell what is normal");
        }
        Trainer trainer = new Trainer(classes.size(), options.epochs(), options.seed());
        Map<String, Object> quality = quality(runs, trainer);
        List<Row> rows = rows(runs);
        out.println(runs.size() + " runs, " + rows.size() + " rows, " + features.size() + " features, " + classes.size()
                + " causes");
        quality.forEach((what, figures) -> out.println(what + ": " + figures));
        Weights weights = trainer.train(rows);
        ModelWriter.write(
                options.out(),
                weights,
                new RankModelMetadata(1, options.name(), features, classes, training(options, runs, rows), quality));
        out.println("written to " + options.out());
    }

    /** What the local source measures; other sources share its names. */
    private static MetricCatalog catalog() {
        try (LocalSource source = new LocalSource(new NodeProcesses(), new NodeConnections("", ""))) {
            return new MetricCatalog(source.metrics());
        }
    }

    private static List<Feature> features(RunFolder folder, MetricCatalog catalog) {
        List<Feature> features = new ArrayList<>();
        features.add(new Feature(null, FeatureForm.DISTANCE, 1, 0.5));
        for (Metric metric : catalog.metrics()) {
            if (folder.runs().stream().anyMatch(run -> run.metrics().contains(metric.name()))) {
                features.add(new Feature(metric.name(), FeatureForm.SPREADS, 0, 1));
            }
        }
        return features;
    }

    private static int group(String name) {
        Matcher number = NUMBER.matcher(name);
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    private static List<Row> rows(List<ReplayedRun> runs) {
        return runs.stream().flatMap(run -> run.toLearn().stream()).toList();
    }

    /** Every third group of runs is held back from a training of its own, so that each run is measured once. */
    private static Map<String, Object> quality(List<ReplayedRun> runs, Trainer trainer) {
        Quality quality = new Quality();
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            List<ReplayedRun> heldBack =
                    runs.stream().filter(run -> run.group() % FOLDS == held).toList();
            List<Row> learned = rows(
                    runs.stream().filter(run -> run.group() % FOLDS != held).toList());
            if (!heldBack.isEmpty() && learned.stream().anyMatch(Row::abnormal)) {
                quality.add(heldBack, trainer.train(learned));
            }
        }
        return quality.figures();
    }

    private static Map<String, Object> training(TrainOptions options, List<ReplayedRun> runs, List<Row> rows) {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("runs", runs.size());
        training.put("rows", rows.size());
        training.put("abnormal_rows", rows.stream().filter(Row::abnormal).count());
        training.put("seed", options.seed());
        training.put("epochs", options.epochs());
        training.put(
                "held_back",
                "quality: three trainings, each without every third group of runs, measured on these; the model itself"
                        + " has learned from all");
        return training;
    }
}

package dev.quintet.anomaly.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import dev.quintet.anomaly.run.LabelledRun;
import dev.quintet.anomaly.run.RunFolder;
import dev.quintet.anomaly.run.RunWindows;
import dev.quintet.anomaly.run.RunWindows.Window;

/** All figures for runs to learn from and runs to test on, which may be the same. */
final class Evaluation {
    private static final int SPLITS = 50;
    private static final int FEW_SPLITS = 10;
    private static final List<Integer> ONE_OR_TWO = List.of(1, 2);
    private static final List<Integer> THREE = List.of(3);
    private static final List<Method> NAMERS = List.of(Method.MODEL, Method.CENTROID, Method.LOUDEST);
    private static final List<String> OF_THE_DATABASE = List.of("dbms", "mysql", "mariadb", "innodb", "latency");

    /** Enough for all that is known of two thousand metrics in a thousand runs. */
    private static final long MOST_CELLS = 60_000_000;

    private final RunFolder train;
    private final RunFolder test;
    private final boolean same;
    private final List<String> metrics;
    private final long seed;

    /** @param same whether both are the same runs, so that none may be an example for itself */
    Evaluation(RunFolder train, RunFolder test, boolean same, long seed) {
        this.train = train;
        this.test = test;
        this.same = same;
        this.seed = seed;
        Set<String> names = new LinkedHashSet<>();
        train.runs().forEach(run -> names.addAll(run.metrics()));
        this.metrics = List.copyOf(names);
    }

    List<Figure> figures(List<Integer> examples) {
        List<Figure> figures = new ArrayList<>();
        Pair whole = pair(metrics, RunWindows::whole);
        Pair early = pair(metrics, RunWindows::early);
        List<String> os = metrics.stream().filter(Evaluation::ofTheSystem).toList();
        Pair system = pair(os, RunWindows::whole);
        Pair normal = pair(metrics, (run, calm) -> RunWindows.normalOnly(run));
        for (int k : examples) {
            figures.addAll(naming("whole", whole, k, SPLITS, ONE_OR_TWO, withLevels()));
            figures.addAll(naming("early (first 10 s)", early, k, SPLITS, ONE_OR_TWO, NAMERS));
            if (!os.isEmpty()) {
                figures.addAll(naming("OS metrics only (" + os.size() + ")", system, k, SPLITS, ONE_OR_TWO, NAMERS));
            }
            figures.addAll(naming(
                    "leak control: half of the normal rows against the other",
                    normal,
                    k,
                    FEW_SPLITS,
                    ONE_OR_TWO,
                    List.of(Method.MODEL)));
            figures.addAll(compound(k));
            figures.addAll(new Unknown(splits(whole, FEW_SPLITS), seed).figures(k));
        }
        figures.addAll(new Detection(
                        java.util.stream.Stream.concat(train.runs().stream(), train.calm().stream())
                                .map(run -> run.with(metrics))
                                .toList(),
                        test.runs().stream().map(run -> run.with(metrics)).toList(),
                        seed)
                .figures());
        return figures;
    }

    private static List<Method> withLevels() {
        return List.of(Method.MODEL, Method.CENTROID, Method.LOUDEST, Method.LEVELS);
    }

    private List<Figure> compound(int k) {
        List<LabelledRun> runs =
                test.runs().stream().filter(run -> run.causes().size() > 1).toList();
        List<Case> singles = cases(train, metrics, RunWindows::whole);
        if (runs.isEmpty() || singles.isEmpty()) {
            return List.of();
        }
        List<Case> cases = runs.stream()
                .map(run -> made(run.with(metrics), test.calm(), RunWindows::whole))
                .filter(one -> one.example().shift().strength().length > 0)
                .toList();
        return new Naming("compound", new Splits(singles, cases, seed, SPLITS), seed).figures(k, THREE, NAMERS);
    }

    private record Pair(List<Case> train, List<Case> test) {}

    private Pair pair(List<String> columns, BiFunction<LabelledRun, List<LabelledRun>, Window> window) {
        List<Case> examples = cases(train, columns, window);
        return new Pair(examples, same ? examples : cases(test, columns, window));
    }

    private Splits splits(Pair pair, int count) {
        return new Splits(pair.train(), pair.test(), seed, count);
    }

    private List<Figure> naming(
            String protocol, Pair pair, int k, int splits, List<Integer> first, List<Method> methods) {
        return pair.train().isEmpty() || pair.test().isEmpty()
                ? List.of()
                : new Naming(protocol, splits(pair, splits), seed).figures(k, first, methods);
    }

    /** The runs with one cause. */
    private static List<Case> cases(
            RunFolder folder, List<String> columns, BiFunction<LabelledRun, List<LabelledRun>, Window> window) {
        return folder.runs().stream()
                .filter(run -> run.causes().size() == 1)
                .map(run -> run.with(columns))
                .filter(run -> window.apply(run, folder.calm()).calm().length > 0)
                .map(run -> made(run, folder.calm(), window))
                .toList();
    }

    private static Case made(
            LabelledRun run, List<LabelledRun> calm, BiFunction<LabelledRun, List<LabelledRun>, Window> window) {
        return Case.of(run, window.apply(run, calm), calm);
    }

    /** Everything but what the database tells of itself; by name, the only thing that a column has. */
    private static boolean ofTheSystem(String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        return OF_THE_DATABASE.stream().noneMatch(name::contains);
    }

    /** Whether this is more than can be compared here. */
    static boolean tooMuch(RunFolder... folders) {
        return Arrays.stream(folders)
                        .flatMap(folder -> folder.runs().stream())
                        .mapToLong(run -> (long) run.rows() * run.metrics().size())
                        .sum()
                > MOST_CELLS;
    }

    /** How many runs of each cause there are, for the head of the table. */
    static String summary(RunFolder folder) {
        long causes = folder.runs().stream()
                .flatMap(run -> run.causes().stream())
                .distinct()
                .count();
        long compound =
                folder.runs().stream().filter(run -> run.causes().size() > 1).count();
        return folder.runs().size() + " runs (" + compound + " compound) of " + causes + " causes, "
                + folder.calm().size() + " calm, "
                + IntStream.range(0, folder.runs().size())
                        .map(i -> folder.runs().get(i).metrics().size())
                        .max()
                        .orElse(0)
                + " metrics, " + folder.skipped().size() + " files skipped";
    }
}

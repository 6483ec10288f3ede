package dev.quintet.anomaly.evaluation;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.quintet.anomaly.run.RunException;

/**
 * What the command was asked for.
 *
 * @param examples how many a cause, one pass each
 * @param json where the figures go for machines
 */
record EvaluationOptions(Path train, Path test, List<Integer> examples, long seed, Optional<Path> json) {
    static final String USAGE = "usage: evaluate --train DIR --test DIR [--k 1,5] [--seed N] [--json FILE]";
    private static final int MOST_EXAMPLES = 1000;
    private static final int MOST_PASSES = 5;

    /** @throws RunException with one line if they cannot be understood */
    static EvaluationOptions parse(List<String> arguments) {
        Path train = null;
        Path test = null;
        List<Integer> examples = List.of(1, 5);
        long seed = 1;
        Optional<Path> json = Optional.empty();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new RunException(option + " needs a value; " + USAGE);
            }
            String value = arguments.get(i + 1);
            try {
                switch (option) {
                    case "--train" -> train = Path.of(value);
                    case "--test" -> test = Path.of(value);
                    case "--k" -> examples = examples(value);
                    case "--seed" -> seed = Long.parseLong(value);
                    case "--json" -> json = Optional.of(Path.of(value));
                    default -> throw new RunException("there is no option " + option + "; " + USAGE);
                }
            } catch (NumberFormatException | InvalidPathException e) {
                throw new RunException(option + " cannot be " + value + "; " + USAGE);
            }
        }
        if (train == null || test == null) {
            throw new RunException(USAGE);
        }
        return new EvaluationOptions(train, test, examples, seed, json);
    }

    private static List<Integer> examples(String value) {
        List<Integer> examples = Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .map(Integer::valueOf)
                .distinct()
                .toList();
        if (examples.size() > MOST_PASSES || examples.stream().anyMatch(k -> k < 1 || k > MOST_EXAMPLES)) {
            throw new RunException("--k is up to " + MOST_PASSES + " numbers in 1.." + MOST_EXAMPLES);
        }
        return examples;
    }
}

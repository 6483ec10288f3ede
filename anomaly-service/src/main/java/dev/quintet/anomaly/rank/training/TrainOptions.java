package dev.quintet.anomaly.rank.training;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import dev.quintet.anomaly.run.RunException;

/**
 * What the command was asked for.
 *
 * @param runs a folder as the evaluation reads it
 * @param out where the model goes
 */
record TrainOptions(Path runs, Path out, String name, long seed, int epochs) {
    static final String USAGE = "usage: train --runs DIR --out DIR [--name TEXT] [--seed N] [--epochs N]";
    private static final int MOST_EPOCHS = 10_000;

    /** @throws RunException with one line if they cannot be understood */
    static TrainOptions parse(List<String> arguments) {
        Path runs = null;
        Path out = null;
        String name = "rank";
        long seed = 1;
        int epochs = 60;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new RunException(option + " needs a value; " + USAGE);
            }
            String value = arguments.get(i + 1);
            try {
                switch (option) {
                    case "--runs" -> runs = Path.of(value);
                    case "--out" -> out = Path.of(value);
                    case "--name" -> name = value;
                    case "--seed" -> seed = Long.parseLong(value);
                    case "--epochs" -> epochs = Integer.parseInt(value);
                    default -> throw new RunException("there is no option " + option + "; " + USAGE);
                }
            } catch (NumberFormatException | InvalidPathException e) {
                throw new RunException(option + " cannot be " + value + "; " + USAGE);
            }
        }
        if (runs == null || out == null || epochs < 1 || epochs > MOST_EPOCHS) {
            throw new RunException(USAGE);
        }
        return new TrainOptions(runs, out, name, seed, epochs);
    }
}

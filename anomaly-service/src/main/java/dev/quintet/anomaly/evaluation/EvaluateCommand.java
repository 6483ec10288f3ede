package dev.quintet.anomaly.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.anomaly.run.RunException;
import dev.quintet.anomaly.run.RunFolder;

/**
 * The offline command {@code evaluate}: how well causes are named and anomalies found in labelled runs. Needs no engine
 * and no network. The same runs, options and seed give the same figures.
 */
public final class EvaluateCommand {
    public static final String NAME = "evaluate";

    private static final int DONE = 0;
    private static final int WRONG = 2;

    private final PrintStream out;
    private final PrintStream errors;

    public EvaluateCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /**
     * @param arguments those after the command's name
     * @return the exit code: 0, or 2 if it could not be done, with one line that says why
     */
    public int run(List<String> arguments) {
        try {
            evaluate(EvaluationOptions.parse(arguments));
            return DONE;
        } catch (RunException e) {
            errors.println("evaluate: " + e.getMessage());
            return WRONG;
        }
    }

    private void evaluate(EvaluationOptions options) {
        RunFolder train = RunFolder.read(options.train());
        boolean same = options.train()
                .toAbsolutePath()
                .normalize()
                .equals(options.test().toAbsolutePath().normalize());
        RunFolder test = same ? train : RunFolder.read(options.test());
        if (Evaluation.tooMuch(train, test)) {
            throw new RunException("these are more values than can be compared at once");
        }
        train.skipped().forEach(line -> errors.println("skipped: " + line));
        if (!same) {
            test.skipped().forEach(line -> errors.println("skipped: " + line));
        }
        out.println("train " + options.train() + ": " + Evaluation.summary(train));
        out.println("test  " + options.test() + ": " + Evaluation.summary(test));
        List<Figure> figures = new Evaluation(train, test, same, options.seed()).figures(options.examples());
        print(figures);
        options.json().ifPresent(file -> write(file, options, figures));
    }

    private void print(List<Figure> figures) {
        String protocol = "";
        for (Figure figure : figures) {
            String head = figure.protocol() + (figure.examples() == null ? "" : ", " + figure.examples() + " a cause");
            if (!head.equals(protocol)) {
                protocol = head;
                out.println();
                out.println(head);
            }
            String interval = figure.low() == null
                    ? ""
                    : String.format(Locale.ROOT, "  [%.3f, %.3f]", figure.low(), figure.high());
            String value = figure.value() == null ? "     –" : String.format(Locale.ROOT, "%6.3f", figure.value());
            out.printf(
                    Locale.ROOT,
                    "  %-44s %-42s %s%s  (%d runs)%n",
                    figure.name(),
                    figure.method(),
                    value,
                    interval,
                    figure.runs());
        }
    }

    private static void write(Path file, EvaluationOptions options, List<Figure> figures) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("train", options.train().toString());
        report.put("test", options.test().toString());
        report.put("seed", options.seed());
        report.put("figures", figures);
        try {
            Files.write(
                    file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
        } catch (IOException e) {
            throw new RunException(file + ": cannot be written");
        }
    }
}

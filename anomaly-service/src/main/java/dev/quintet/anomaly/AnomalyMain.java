package dev.quintet.anomaly;

import java.util.List;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

import dev.quintet.anomaly.evaluation.EvaluateCommand;
import dev.quintet.anomaly.rank.training.TrainCommand;

/** Starts the service, or does what its first argument says: {@code evaluate}, {@code train}. */
@QuarkusMain
public final class AnomalyMain {
    private AnomalyMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(EvaluateCommand.NAME)) {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            System.exit(new EvaluateCommand(System.out, System.err).run(rest));
        }
        if (arguments.length > 0 && arguments[0].equals(TrainCommand.NAME)) {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            System.exit(new TrainCommand(System.out, System.err).run(rest));
        }
        Quarkus.run(arguments);
    }
}

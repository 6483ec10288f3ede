package dev.quintet.workload.run;

import java.util.List;

import dev.quintet.common.api.workload.CheckAnswer;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** A workload type. Adding one is adding a bean of this interface. */
public interface Workload {

    /** Name for requests. */
    String type();

    /** Name for people. */
    String title();

    /** Its own options, beside those that all have ({@link RunOptions}). */
    List<OptionSpec> options();

    /** Programs that can make its load in place of this service's own driver. */
    default List<String> programs() {
        return List.of();
    }

    /**
     * Such a program.
     *
     * @throws dev.quintet.common.problem.ProblemException 409 that says what to install
     */
    default ExternalProgram program(Options options) {
        throw new IllegalStateException(type() + " has no program");
    }

    /** Of the chosen nodes those that take part; all unless a type says otherwise. */
    default List<Node> nodes(Target target, List<Node> chosen) {
        return chosen;
    }

    /**
     * A plan to run.
     *
     * @throws dev.quintet.common.problem.ProblemException 422 where options do not go together
     */
    WorkloadPlan plan(Options options, int threads);

    /** Work that makes the data; nothing is done yet. */
    Preparation preparation(Target target, List<Node> nodes, Options options, int threads);

    /** Looks at the data. Blocks. */
    CheckAnswer check(Target target, List<Node> nodes, Options options) throws InterruptedException;

    /** Drops what a preparation made, whatever its options were. Blocks. */
    void drop(Target target, List<Node> nodes) throws InterruptedException;
}

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

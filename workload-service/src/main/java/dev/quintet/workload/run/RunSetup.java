package dev.quintet.workload.run;

import java.util.List;
import java.util.Map;

import dev.quintet.common.api.workload.ActiveRun;
import dev.quintet.common.api.workload.RunSummary;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/**
 * Everything decided about a run before it begins.
 *
 * @param id unique
 * @param type workload type
 * @param target where
 * @param nodes which of its nodes
 * @param seats the workers, dealt to the nodes
 * @param options for showing
 * @param plan what each worker executes
 * @param schedule when and how fast
 * @param poisson whether arrivals of an open loop are Poisson, else regular
 * @param maxErrors more end the run; 0 is no limit
 * @param reportSeconds time between reports
 */
record RunSetup(
        String id,
        String type,
        Target target,
        List<Node> nodes,
        Seats seats,
        Map<String, Object> options,
        WorkloadPlan plan,
        LoadSchedule schedule,
        boolean poisson,
        long maxErrors,
        int reportSeconds) {

    List<String> nodeNames() {
        return nodes.stream().map(Node::name).toList();
    }

    int threads() {
        return seats.all().size();
    }

    /** The run as the API shows it; what went wrong last is told once. */
    RunView view(RunLife.Moment now, String lastError, RunSummary summary) {
        String message = lastError.isEmpty() || now.message().contains(lastError)
                ? now.message()
                : now.message() + "; last error: " + lastError;
        return new RunView(
                id,
                "workload",
                type,
                target.name(),
                nodeNames(),
                threads(),
                options,
                now.status().label(),
                message,
                now.createdAt(),
                now.startedAt().orElse(null),
                now.endedAt().orElse(null),
                null,
                summary);
    }

    /** The run as the list of active ones shows it. */
    ActiveRun active(RunLife.Moment now, ActiveRun.Metrics metrics) {
        return new ActiveRun(
                id,
                type,
                threads(),
                target.name(),
                now.status().label(),
                now.startedAt().orElse(now.createdAt()),
                metrics);
    }
}

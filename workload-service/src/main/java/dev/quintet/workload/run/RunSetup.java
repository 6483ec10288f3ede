package dev.quintet.workload.run;

import java.util.List;
import java.util.Map;

import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/**
 * Everything decided about a run before it begins.
 *
 * @param id unique
 * @param type workload type
 * @param target where
 * @param nodes which of its nodes
 * @param threads workers to keep
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
        int threads,
        Map<String, Object> options,
        WorkloadPlan plan,
        LoadSchedule schedule,
        boolean poisson,
        long maxErrors,
        int reportSeconds) {

    List<String> nodeNames() {
        return nodes.stream().map(Node::name).toList();
    }

    /** The node of a worker: in turn, so that any number of first workers is spread evenly. */
    int nodeOf(int worker) {
        return worker % nodes.size();
    }

    /** Number of workers that belong to a node. */
    int workersOf(int node) {
        return threads / nodes.size() + (node < threads % nodes.size() ? 1 : 0);
    }

    /** Part of all workers that belong to a node. */
    double shareOf(int node) {
        return (double) workersOf(node) / threads;
    }
}

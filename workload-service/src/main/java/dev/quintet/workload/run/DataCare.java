package dev.quintet.workload.run;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.common.api.workload.CheckAnswer;
import dev.quintet.common.api.workload.CheckRequest;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;
import dev.quintet.workload.target.Targets;

/** Checks and drops workloads' data. */
@Singleton
public class DataCare {

    private final Workloads workloads;
    private final Targets targets;
    private final DataLocks locks;

    public DataCare(Workloads workloads, Targets targets, DataLocks locks) {
        this.workloads = workloads;
        this.targets = targets;
        this.locks = locks;
    }

    /** Checks what a request names. Blocks. */
    public CheckAnswer check(CheckRequest request) throws InterruptedException {
        Workload workload = workloads.get(request.type());
        Options options = Options.parse(RunOptions.of(workload), request.options());
        Target target = targets.choose(Optional.ofNullable(request.target()));
        List<Node> nodes = workload.nodes(target, target.select(RunOptions.nodes(options)));
        return workload.check(target, target.dataNodes(nodes), options);
    }

    /**
     * Drops a type's data. Blocks.
     *
     * @param target null for the usual one
     */
    public void drop(String type, String target) throws InterruptedException {
        Workload workload = workloads.get(type);
        Target chosen = targets.choose(Optional.ofNullable(target));
        DataLocks.Lease lease = locks.own(chosen.name(), type, "a removal");
        try {
            workload.drop(chosen, chosen.dataNodes(chosen.nodes()));
        } finally {
            lease.release();
        }
    }
}

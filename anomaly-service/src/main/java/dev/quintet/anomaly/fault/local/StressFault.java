package dev.quintet.anomaly.fault.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.fault.FaultInjector.State;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeProcesses;

/** A fault that is a process in the node's group which uses up a resource. */
final class StressFault implements LocalFault {
    private final Resource resource;
    private final Path home;
    private final NodeProcesses processes;
    private final Clock clock;

    StressFault(Resource resource, Path home, NodeProcesses processes, Clock clock) {
        this.resource = resource;
        this.home = home;
        this.processes = processes;
        this.clock = clock;
    }

    /** What is used up, and how. */
    interface Resource {
        FaultType type();

        /** The arguments of {@link StressMain} after the time limit. */
        List<String> work(Severity severity, LocalNode node);

        /** Memory that the process needs besides its heap, MiB. */
        int memoryMib(Severity severity);

        String description(Severity severity);

        /** @throws InjectionException if this machine has not enough of the resource left to go on living */
        void requireRoom(Severity severity, LocalNode node);
    }

    @Override
    public FaultType type() {
        return resource.type();
    }

    @Override
    public String plan(FaultSpec spec) {
        return resource.description(spec.severity()) + ", in a process of its own in the group of "
                + spec.node().name();
    }

    @Override
    public Injection inject(FaultSpec spec, LocalNode node) {
        if (processes.server(node).isEmpty()) {
            throw new InjectionException(node.name() + " does not run: there is nothing to inject into");
        }
        resource.requireRoom(spec.severity(), node);
        StressChild child = StressChild.start(
                home, resource.memoryMib(spec.severity()), spec.duration(), resource.work(spec.severity(), node));
        processes.attach(node.name(), child.pid());
        return new StressInjection(child, node, clock.instant());
    }

    private final class StressInjection implements Injection {
        private final StressChild child;
        private final LocalNode node;
        private final Instant since;

        private StressInjection(StressChild child, LocalNode node, Instant since) {
            this.child = child;
            this.node = node;
            this.since = since;
        }

        @Override
        public Instant since() {
            return since;
        }

        @Override
        public State state() {
            return child.alive() ? State.IN_FORCE : State.LOST;
        }

        @Override
        public void recover() {
            child.end();
            processes.detach(node.name(), child.pid());
        }
    }
}

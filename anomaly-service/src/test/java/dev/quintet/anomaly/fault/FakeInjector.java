package dev.quintet.anomaly.fault;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Pretends to inject, and fails where told. */
final class FakeInjector implements FaultInjector {
    final Set<String> inForce = new HashSet<>();
    final Set<String> failingNodes = new HashSet<>();
    final Set<String> vanished = new HashSet<>();
    int failingRecoveries;
    private final Clock clock;

    FakeInjector(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Set<FaultType> supported() {
        return EnumSet.of(FaultType.CPU_STRESS, FaultType.MEMORY_STRESS);
    }

    @Override
    public void clearLeft() {}

    @Override
    public void close() {}

    @Override
    public String plan(FaultSpec spec) {
        return "would hit " + spec.node().name();
    }

    @Override
    public Injection inject(FaultSpec spec) {
        String key = spec.node().name() + " " + spec.type();
        if (failingNodes.contains(spec.node().name())) {
            throw new InjectionException(spec.node().name() + " does not run");
        }
        inForce.add(key);
        Instant since = clock.instant();
        return new Injection() {
            @Override
            public Instant since() {
                return since;
            }

            @Override
            public State state() {
                return vanished.contains(key) ? State.LOST : State.IN_FORCE;
            }

            @Override
            public void recover() {
                if (failingRecoveries-- > 0) {
                    throw new InjectionException("it does not let go");
                }
                inForce.remove(key);
            }
        };
    }
}

package dev.quintet.anomaly.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who injects faults, and the guard rails. */
@ConfigMapping(prefix = "quintet.anomaly.fault")
public interface FaultConfig {
    /** Who injects: {@code local} = into the local nodes, {@code chaos-mesh} = into pods. */
    @WithDefault("local")
    Injector injector();

    /** Allowed types; none given = all that the injector supports. */
    Optional<List<String>> types();

    /** Nodes that may be hit; none given = all. */
    Optional<List<String>> nodes();

    /** The hardest severity allowed. */
    @WithDefault("high")
    Severity maxSeverity();

    /** The longest duration allowed. */
    @WithDefault("1h")
    Duration maxDuration();

    /** The duration of a fault that is started without one. */
    @WithDefault("10m")
    Duration defaultDuration();

    /** Where a fault without a target goes: the first allowed node ({@code one}) or {@code all}. */
    @WithDefault("one")
    Mode mode();

    /** The most faults in force at once. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int maxActive();

    /** How long a stop waits for the recovery. */
    @WithDefault("30s")
    Duration stopTimeout();

    /** The injectors there are. */
    enum Injector {
        LOCAL,
        CHAOS_MESH
    }

    /** Which nodes a fault without a target goes to. */
    enum Mode {
        ONE,
        ALL
    }
}

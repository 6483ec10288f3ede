package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.quintet.anomaly.node.Node;
import dev.quintet.common.api.anomaly.ExperimentFault;
import dev.quintet.common.api.anomaly.ExperimentRequest;
import dev.quintet.common.api.anomaly.ExperimentWorkload;
import dev.quintet.common.api.workload.WorkloadRequest;

/**
 * An experiment that has passed the {@link ExperimentRules}.
 *
 * @param load empty = none is started
 * @param faults at least one
 * @param nodes that belong to it while it runs
 */
record ExperimentPlan(
        String name,
        Optional<ExperimentWorkload> load,
        List<TimedFault> faults,
        Duration baseline,
        Duration cooldown,
        int repeat,
        Set<String> nodes) {
    /** Beyond the run's planned length, so that the load never ends before the run does. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    ExperimentPlan {
        faults = List.copyOf(faults);
        nodes = Set.copyOf(nodes);
    }

    /** From the end of the baseline until the last fault is over. */
    Duration faultsLength() {
        return faults.stream().map(TimedFault::end).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** The longest that a run may last if all goes as planned. */
    Duration length(Duration settle) {
        return settle.plus(baseline).plus(faultsLength()).plus(cooldown);
    }

    /** The load, to end by itself if nobody stops it. */
    Optional<WorkloadRequest> loadRequest(Duration settle) {
        return load.map(asked -> {
            Map<String, Object> options = new TreeMap<>(asked.options());
            options.put("runningTime", length(settle).plus(MARGIN).toSeconds());
            return new WorkloadRequest(asked.type(), asked.threads(), asked.target(), options);
        });
    }

    /** What was asked for, with the defaults filled in. */
    ExperimentRequest filledIn() {
        return new ExperimentRequest(
                name,
                load.orElse(null),
                faults.stream()
                        .map(fault -> new ExperimentFault(
                                fault.order().type().wireName(),
                                fault.order().nodes().stream().map(Node::name).toList(),
                                fault.order().severity().wireName(),
                                text(fault.after()),
                                text(fault.order().duration())))
                        .toList(),
                text(baseline),
                text(cooldown),
                repeat);
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}

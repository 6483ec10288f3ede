package dev.quintet.local.launcher;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import picocli.CommandLine.Option;

import dev.quintet.local.suite.SuitePlan;
import dev.quintet.local.suite.SuitePorts;
import dev.quintet.local.supervise.StartFailure;

/** What {@code up} and the supervisor that it starts have in common. */
final class SuiteOptions {

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Number of MariaDB nodes, 1 to " + SuitePorts.MOST_NODES + " (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(names = "--fresh", description = "Delete all data of the engines first.")
    private boolean fresh;

    @Option(names = "--only", split = ",", hidden = true, description = "Only these services, for development.")
    private Set<String> only = new LinkedHashSet<>(SuitePlan.SERVICES);

    int nodes() {
        return nodes;
    }

    boolean fresh() {
        return fresh;
    }

    Set<String> only() {
        return only;
    }

    void check() throws StartFailure {
        if (nodes < 1 || nodes > SuitePorts.MOST_NODES) {
            throw new StartFailure("--nodes must be 1 to " + SuitePorts.MOST_NODES + ", not " + nodes);
        }
        for (String service : only) {
            if (!SuitePlan.SERVICES.contains(service)) {
                throw new StartFailure("--only knows " + String.join(", ", SuitePlan.SERVICES) + ", not " + service);
            }
        }
    }

    List<String> asArguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--nodes", String.valueOf(nodes), "--only", String.join(",", only)));
        if (fresh) {
            arguments.add("--fresh");
        }
        return arguments;
    }
}

package dev.quintet.workload.target;

import java.util.List;
import java.util.Optional;

/** The target {@code default} of {@code OB_HOST OB_PORT OB_USER OB_PASSWORD}; none without {@code OB_HOST}. */
public final class EnvironmentTargetSource implements TargetSource {

    /** Name of the target. */
    public static final String NAME = "default";

    private final List<Target> targets;

    public EnvironmentTargetSource(Optional<String> host, int port, String user, String password) {
        this.targets = host.filter(h -> !h.isBlank())
                .map(h -> new Target(
                        NAME,
                        Target.Source.ENVIRONMENT,
                        List.of(Node.remote("node1", h, port)),
                        new Credentials(user, password)))
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public List<Target> targets() {
        return targets;
    }
}

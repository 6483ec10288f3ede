package dev.quintet.workload.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.quintet.common.problem.ProblemException;

/** All targets that are known now. Where two sources use one name, the earlier source wins. */
public final class Targets {

    private final List<TargetSource> sources;

    public Targets(List<TargetSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Every target, by name. */
    public List<Target> all() {
        List<Target> found = new ArrayList<>();
        for (TargetSource source : sources) {
            for (Target target : source.targets()) {
                if (found.stream().noneMatch(known -> known.name().equals(target.name()))) {
                    found.add(target);
                }
            }
        }
        found.sort(Comparator.comparing(Target::name));
        return found;
    }

    /**
     * The target of a path.
     *
     * @throws ProblemException 404 naming the targets there are
     */
    public Target get(String name) {
        return find(name).orElseThrow(() -> ProblemException.of(404, "unknown-target", unknown(name)));
    }

    /**
     * The target of a request; without a name {@code default} if there is one, else {@code local}.
     *
     * @throws ProblemException 422 naming the targets there are, 409 when there is none at all
     */
    public Target choose(Optional<String> name) {
        if (name.isPresent()) {
            return find(name.get()).orElseThrow(() -> ProblemException.of(422, "unknown-target", unknown(name.get())));
        }
        return find(EnvironmentTargetSource.NAME)
                .or(() -> find(LocalTargetSource.NAME))
                .orElseThrow(() -> ProblemException.of(
                        409,
                        "no-target",
                        "There is no database to load: set OB_HOST, start the local nodes, or name a target."));
    }

    private Optional<Target> find(String name) {
        return all().stream().filter(target -> target.name().equals(name)).findFirst();
    }

    private String unknown(String name) {
        String names = all().stream().map(Target::name).collect(Collectors.joining(", "));
        return "There is no target '" + name + "'; targets: " + (names.isEmpty() ? "none" : names) + ".";
    }
}

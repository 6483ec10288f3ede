package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.quintet.anomaly.fault.FaultOrder;
import dev.quintet.anomaly.node.Node;
import dev.quintet.anomaly.time.DurationText;
import dev.quintet.common.api.anomaly.ExperimentFault;
import dev.quintet.common.api.anomaly.ExperimentRequest;
import dev.quintet.common.api.anomaly.ExperimentWorkload;
import dev.quintet.common.api.anomaly.StartFault;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** Turns a request into a plan, or refuses it and says what is allowed. */
final class ExperimentRules {
    private static final int MOST_FAULTS = 50;
    private static final int MOST_NAME = 100;
    private static final int MOST_THREADS = 1024;
    /** With less calm before a fault nothing can be compared with it. */
    private static final Duration LEAST_BASELINE = Duration.ofSeconds(10);

    private static final Duration BASELINE = Duration.ofSeconds(60);
    private static final Duration COOLDOWN = Duration.ofSeconds(30);

    private final Function<StartFault, FaultOrder> faultRules;
    private final List<String> nodes;
    private final ExperimentConfig config;

    /**
     * @param faultRules the guard rails of single faults; throw a 422 with the fields that are wrong
     * @param nodes the names of all nodes
     */
    ExperimentRules(Function<StartFault, FaultOrder> faultRules, List<String> nodes, ExperimentConfig config) {
        this.faultRules = faultRules;
        this.nodes = List.copyOf(nodes);
        this.config = config;
    }

    /** @throws ProblemException 422 with every field that is wrong and what is allowed */
    ExperimentPlan check(ExperimentRequest request) {
        if (request == null) {
            throw ProblemException.invalid(List.of(FieldError.body("name", "is missing")));
        }
        List<FieldError> errors = new ArrayList<>();
        name(request.name(), errors);
        load(request.workload(), errors);
        Duration baseline =
                duration("baseline", request.baseline(), BASELINE, LEAST_BASELINE, config.longestRun(), errors);
        Duration cooldown =
                duration("cooldown", request.cooldown(), COOLDOWN, Duration.ZERO, config.longestRun(), errors);
        int repeat = request.repeat() == null ? 1 : request.repeat();
        if (repeat < 1 || repeat > config.mostRuns()) {
            errors.add(FieldError.body("repeat", "is not 1 to " + config.mostRuns()));
        }
        List<TimedFault> faults = faults(request.faults(), errors);
        refuse(errors);
        ExperimentPlan plan = new ExperimentPlan(
                request.name().strip(),
                Optional.ofNullable(request.workload()),
                faults,
                baseline,
                cooldown,
                repeat,
                taken(request.workload(), faults));
        if (plan.length(config.settle()).compareTo(config.longestRun()) > 0) {
            errors.add(FieldError.body(
                    "faults",
                    "make a run of up to " + plan.length(config.settle()).toSeconds() + "s, with "
                            + config.settle().toSeconds() + "s to settle; allowed are "
                            + config.longestRun().toSeconds() + "s"));
        }
        overlaps(faults, errors);
        refuse(errors);
        return plan;
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static void name(String name, List<FieldError> errors) {
        if (name == null || name.isBlank()) {
            errors.add(FieldError.body("name", "is missing"));
        } else if (name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            errors.add(FieldError.body("name", "is not at most " + MOST_NAME + " characters in one line"));
        }
    }

    /** What the workload-service alone can know, such as its types and their options, it says when the load begins. */
    private static void load(ExperimentWorkload load, List<FieldError> errors) {
        if (load == null) {
            return;
        }
        if (load.type() == null || load.type().isBlank()) {
            errors.add(at("is missing; GET /api/workload/types lists them", "workload", "type"));
        }
        if (load.threads() != null && (load.threads() < 1 || load.threads() > MOST_THREADS)) {
            errors.add(at("is not 1 to " + MOST_THREADS, "workload", "threads"));
        }
        for (String own : List.of("runningTime", "phases")) {
            if (load.options().containsKey(own)) {
                errors.add(at("cannot be given: the load lasts as long as the run", "workload", "options", own));
            }
        }
    }

    private List<TimedFault> faults(List<ExperimentFault> asked, List<FieldError> errors) {
        if (asked == null || asked.isEmpty() || asked.size() > MOST_FAULTS) {
            errors.add(FieldError.body("faults", "must be a list of 1 to " + MOST_FAULTS + " faults"));
            return List.of();
        }
        List<TimedFault> faults = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            fault(i, asked.get(i), errors).ifPresent(faults::add);
        }
        return faults;
    }

    private Optional<TimedFault> fault(int index, ExperimentFault asked, List<FieldError> errors) {
        String at = Integer.toString(index);
        if (asked == null) {
            errors.add(at("is null", "faults", at));
            return Optional.empty();
        }
        int before = errors.size();
        if (asked.target() == null) {
            errors.add(at("is missing: an experiment says which nodes it hits", "faults", at, "target"));
        }
        if (asked.duration() == null) {
            errors.add(at("is missing", "faults", at, "duration"));
        }
        Optional<Duration> after =
                asked.after() == null ? Optional.of(Duration.ZERO) : DurationText.parse(asked.after());
        if (after.filter(wait -> wait.compareTo(config.longestRun()) <= 0).isEmpty()) {
            errors.add(
                    at("is not a duration of at most " + config.longestRun().toSeconds() + "s", "faults", at, "after"));
        }
        try {
            FaultOrder order = faultRules.apply(
                    new StartFault(asked.type(), asked.duration(), asked.target(), asked.severity(), null));
            return errors.size() == before ? Optional.of(new TimedFault(order, after.orElseThrow())) : Optional.empty();
        } catch (ProblemException e) {
            e.errors().forEach(error -> {
                List<String> loc = new ArrayList<>(List.of("body", "faults", at));
                loc.addAll(error.loc().subList(1, error.loc().size()));
                errors.add(new FieldError(loc, error.msg()));
            });
            return Optional.empty();
        }
    }

    /** The same fault cannot be in force twice on a node. */
    private static void overlaps(List<TimedFault> faults, List<FieldError> errors) {
        Map<String, Duration> ends = new HashMap<>();
        List<TimedFault> sorted = new ArrayList<>(faults);
        sorted.sort((one, other) -> one.after().compareTo(other.after()));
        for (TimedFault fault : sorted) {
            for (Node node : fault.order().nodes()) {
                Duration end = ends.put(node.name() + ' ' + fault.order().type(), fault.end());
                if (end != null && end.compareTo(fault.after()) >= 0) {
                    errors.add(FieldError.body(
                            "faults",
                            "have " + fault.order().type().wireName() + " twice at the same time on " + node.name()));
                }
            }
        }
    }

    /** A load is on all nodes unless it names its own. */
    private Set<String> taken(ExperimentWorkload load, List<TimedFault> faults) {
        Set<String> taken = new HashSet<>();
        faults.forEach(fault -> fault.order().nodes().forEach(node -> taken.add(node.name())));
        if (load != null) {
            Object named = load.options().get("nodes");
            nodes.stream()
                    .filter(node -> !(named instanceof List<?> some) || some.isEmpty() || some.contains(node))
                    .forEach(taken::add);
        }
        return taken;
    }

    private static Duration duration(
            String field, String text, Duration fallback, Duration least, Duration most, List<FieldError> errors) {
        if (text == null) {
            return fallback;
        }
        return DurationText.parse(text)
                .filter(given -> given.compareTo(least) >= 0 && given.compareTo(most) <= 0)
                .orElseGet(() -> {
                    errors.add(FieldError.body(
                            field,
                            "is not a duration of " + least.toSeconds() + "s to " + most.toSeconds()
                                    + "s; write seconds (30) or units (\"30s\", \"1m30s\")"));
                    return fallback;
                });
    }

    private static FieldError at(String message, String... path) {
        List<String> loc = new ArrayList<>(List.of("body"));
        loc.addAll(List.of(path));
        return new FieldError(loc, message);
    }
}

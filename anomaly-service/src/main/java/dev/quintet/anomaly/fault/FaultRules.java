package dev.quintet.anomaly.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.quintet.anomaly.node.Node;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.anomaly.time.DurationText;
import dev.quintet.common.api.anomaly.StartFault;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** The guard rails: turns a request into an order, or refuses it and says what is allowed. */
public final class FaultRules {
    private final Set<FaultType> types;
    private final Severity maxSeverity;
    private final Duration maxDuration;
    private final Duration defaultDuration;
    private final FaultConfig.Mode mode;
    private final List<Node> nodes;
    private final boolean restricted;
    private final FaultInjector injector;

    /**
     * @throws IllegalArgumentException with the key, the value and what is allowed, if the configuration names an
     *     unknown type or node or a duration that cannot be
     */
    public FaultRules(FaultConfig config, FaultInjector injector, Nodes nodes) {
        this.types = config
                .types()
                .map(names -> names.stream().map(FaultRules::configuredType).collect(Collectors.toSet()))
                .orElse(injector.supported())
                .stream()
                .filter(injector.supported()::contains)
                .collect(Collectors.toCollection(() -> java.util.EnumSet.noneOf(FaultType.class)));
        this.nodes = config.nodes()
                .map(names ->
                        names.stream().map(name -> configuredNode(name, nodes)).toList())
                .orElse(nodes.all());
        this.maxSeverity = config.maxSeverity();
        this.maxDuration = config.maxDuration();
        this.defaultDuration = config.defaultDuration();
        this.mode = config.mode();
        this.restricted = config.nodes().isPresent();
        this.injector = injector;
        if (defaultDuration.isNegative() || defaultDuration.isZero() || defaultDuration.compareTo(maxDuration) > 0) {
            throw new IllegalArgumentException("quintet.anomaly.fault.default-duration: " + defaultDuration
                    + " is not above 0 and at most max-duration " + maxDuration);
        }
    }

    private static FaultType configuredType(String name) {
        return FaultType.byWireName(name)
                .orElseThrow(() -> new IllegalArgumentException("quintet.anomaly.fault.types: " + name
                        + " is unknown; allowed are "
                        + names(Stream.of(FaultType.values()).map(FaultType::wireName))));
    }

    private static Node configuredNode(String name, Nodes nodes) {
        return nodes.byName(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "quintet.anomaly.fault.nodes: " + name + " is not one of " + names(nodes.names().stream())));
    }

    /** @throws ProblemException 422 with every field that is wrong and what is allowed */
    public FaultOrder check(StartFault request) {
        List<FieldError> errors = new ArrayList<>();
        Optional<FaultType> type = type(request.type(), errors);
        Optional<Severity> severity = severity(request.severity(), errors);
        Optional<Duration> duration = duration(request.duration(), errors);
        List<Node> targets = targets(request.target(), errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new FaultOrder(type.orElseThrow(), severity.orElseThrow(), duration.orElseThrow(), targets);
    }

    private Optional<FaultType> type(String name, List<FieldError> errors) {
        Optional<FaultType> known =
                Optional.ofNullable(name).flatMap(FaultType::byWireName).filter(types::contains);
        if (known.isEmpty()) {
            String allowed = names(types.stream().map(FaultType::wireName));
            errors.add(FieldError.body(
                    "type",
                    (name == null ? "is missing" : "\"" + cut(name) + "\" is not supported") + "; supported are: "
                            + allowed));
        }
        return known;
    }

    private Optional<Severity> severity(String name, List<FieldError> errors) {
        Severity fallback = maxSeverity.compareTo(Severity.MEDIUM) < 0 ? maxSeverity : Severity.MEDIUM;
        Optional<Severity> known = name == null ? Optional.of(fallback) : Severity.byWireName(name);
        Optional<Severity> allowed = known.filter(severity -> severity.compareTo(maxSeverity) <= 0);
        if (allowed.isEmpty()) {
            errors.add(FieldError.body(
                    "severity",
                    "\"" + cut(name) + "\" is not allowed; allowed are: "
                            + names(Stream.of(Severity.values())
                                    .filter(severity -> severity.compareTo(maxSeverity) <= 0)
                                    .map(Severity::wireName))));
        }
        return allowed;
    }

    private Optional<Duration> duration(String text, List<FieldError> errors) {
        if (text == null) {
            return Optional.of(defaultDuration);
        }
        Optional<Duration> allowed = DurationText.parse(text).filter(d -> !d.isZero() && d.compareTo(maxDuration) <= 0);
        if (allowed.isEmpty()) {
            errors.add(FieldError.body(
                    "duration",
                    "\"" + cut(text) + "\" is not a duration above 0 and at most " + maxDuration.toSeconds()
                            + "s; write seconds (30) or units (\"30s\", \"1m30s\")"));
        }
        return allowed;
    }

    private List<Node> targets(List<String> names, List<FieldError> errors) {
        String allowed = names(nodes.stream().map(Node::name));
        List<Node> unnamed = names == null ? injector.withoutTarget(mode, nodes, restricted) : nodes;
        if (unnamed.isEmpty()) {
            errors.add(FieldError.body("target", "there is no node to hit: none is configured"));
            return List.of();
        }
        if (names == null) {
            return unnamed;
        }
        if (names.isEmpty()) {
            errors.add(FieldError.body("target", "is empty; name at least one of: " + allowed));
        }
        List<Node> found = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            nodes.stream()
                    .filter(node -> node.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            found::add,
                            () -> errors.add(FieldError.body(
                                    "target", "\"" + cut(name) + "\" is not a node that may be hit: " + allowed)));
        }
        return found;
    }

    private static String names(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }

    private static String cut(String text) {
        return text == null ? "null" : text.substring(0, Math.min(80, text.length()));
    }
}

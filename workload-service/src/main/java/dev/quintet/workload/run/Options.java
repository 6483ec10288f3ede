package dev.quintet.workload.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** The options of a request, each one known, in range, and present. */
public final class Options {

    private final Map<String, Object> values;

    private Options(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Takes what a request gave.
     *
     * @throws ProblemException 422 with one error an option that is unknown or wrong
     */
    public static Options parse(List<OptionSpec> specs, Map<String, Object> given) {
        List<FieldError> errors = new ArrayList<>();
        String known = specs.stream().map(OptionSpec::name).collect(Collectors.joining(", "));
        for (String name : given.keySet()) {
            if (specs.stream().noneMatch(spec -> spec.name().equals(name))) {
                errors.add(error(name, "is not an option; options: " + known));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (OptionSpec spec : specs) {
            Object value = given.get(spec.name());
            if (value == null) {
                values.put(spec.name(), spec.defaultValue());
            } else {
                spec.refuse(value)
                        .ifPresentOrElse(
                                reason -> errors.add(error(spec.name(), reason)),
                                () -> values.put(spec.name(), spec.normal(value)));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Options(values);
    }

    /** A 422 about one option. */
    public static ProblemException invalid(String name, String reason) {
        return ProblemException.invalid(List.of(error(name, reason)));
    }

    private static FieldError error(String name, String reason) {
        String shown = name.length() <= 64 ? name : name.substring(0, 64) + "…";
        return new FieldError(List.of("body", "options", shown), reason);
    }

    /** A whole number's value. */
    public int integer(String name) {
        return Math.toIntExact(((Number) values.get(name)).longValue());
    }

    /** A number's value. */
    public double decimal(String name) {
        return ((Number) values.get(name)).doubleValue();
    }

    /** A number's value, if it was given. */
    public OptionalDouble optionalDecimal(String name) {
        return values.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** A yes or no. */
    public boolean flag(String name) {
        return (Boolean) values.get(name);
    }

    /** A choice. */
    public String text(String name) {
        return (String) values.get(name);
    }

    /** A list of names. */
    public List<String> names(String name) {
        return ((List<?>) values.get(name)).stream().map(String.class::cast).toList();
    }

    /** Numbers by name. */
    public Map<String, Double> weights(String name) {
        Map<String, Double> weights = new LinkedHashMap<>();
        ((Map<?, ?>) values.get(name))
                .forEach((key, value) -> weights.put((String) key, ((Number) value).doubleValue()));
        return weights;
    }

    /** A list of phases. */
    public List<Phase> phases(String name) {
        return ((List<?>) values.get(name)).stream().map(Phase::of).toList();
    }

    /** All values by name, in the type's order. */
    public Map<String, Object> values() {
        return values;
    }
}

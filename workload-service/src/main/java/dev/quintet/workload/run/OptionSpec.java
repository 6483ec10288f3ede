package dev.quintet.workload.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.quintet.common.api.workload.WorkloadType;

/**
 * An option of a workload type: what it is called, what it may be, and what it is when absent.
 *
 * @param name key in a request's {@code options}
 * @param kind what values look like
 * @param defaultValue value when absent; null where absence has a meaning of its own
 * @param min smallest number
 * @param max largest number
 * @param unit unit of a number, may be empty
 * @param allowed values of a choice
 * @param description a sentence for people
 */
public record OptionSpec(
        String name,
        Kind kind,
        Object defaultValue,
        double min,
        double max,
        String unit,
        List<String> allowed,
        String description) {

    /** What values look like. */
    public enum Kind {
        INTEGER,
        DECIMAL,
        BOOLEAN,
        CHOICE,
        NAMES,
        WEIGHTS,
        PHASES
    }

    private static final int MAX_NAMES = 64;
    private static final int MAX_WEIGHT = 1000;

    /** A whole number in a range. */
    public static OptionSpec integer(String name, long byDefault, long min, long max, String unit, String description) {
        return new OptionSpec(name, Kind.INTEGER, byDefault, min, max, unit, List.of(), description);
    }

    /** A number in a range. */
    public static OptionSpec decimal(
            String name, double byDefault, double min, double max, String unit, String description) {
        return new OptionSpec(name, Kind.DECIMAL, byDefault, min, max, unit, List.of(), description);
    }

    /** A number in a range that may be left out. */
    public static OptionSpec optionalDecimal(String name, double min, double max, String unit, String description) {
        return new OptionSpec(name, Kind.DECIMAL, null, min, max, unit, List.of(), description);
    }

    /** Yes or no. */
    public static OptionSpec bool(String name, boolean byDefault, String description) {
        return new OptionSpec(name, Kind.BOOLEAN, byDefault, 0, 0, "", List.of(), description);
    }

    /** One of some words. */
    public static OptionSpec choice(String name, String byDefault, List<String> allowed, String description) {
        return new OptionSpec(name, Kind.CHOICE, byDefault, 0, 0, "", allowed, description);
    }

    /** A list of names, empty when absent. */
    public static OptionSpec names(String name, String description) {
        return new OptionSpec(name, Kind.NAMES, List.of(), 0, MAX_NAMES, "", List.of(), description);
    }

    /** Numbers by name, none when absent. */
    public static OptionSpec weights(String name, String description) {
        return new OptionSpec(name, Kind.WEIGHTS, Map.of(), 0, MAX_WEIGHT, "", List.of(), description);
    }

    /** A list of {@link Phase}s, empty when absent. */
    public static OptionSpec phases(String name, String description) {
        return new OptionSpec(name, Kind.PHASES, List.of(), 0, Phase.MAX_PHASES, "", List.of(), description);
    }

    /** What is wrong with a value; empty when nothing is. */
    public Optional<String> refuse(Object value) {
        return switch (kind) {
            case INTEGER -> refuseNumber(value, value instanceof Integer || value instanceof Long, "a whole number");
            case DECIMAL -> refuseNumber(value, value instanceof Number, "a number");
            case BOOLEAN -> value instanceof Boolean ? Optional.empty() : Optional.of("must be true or false");
            case CHOICE ->
                value instanceof String && allowed.contains(value)
                        ? Optional.empty()
                        : Optional.of("must be one of: " + String.join(", ", allowed));
            case NAMES -> isNames(value) ? Optional.empty() : Optional.of("must be a list of at most 64 names");
            case WEIGHTS ->
                isWeights(value)
                        ? Optional.empty()
                        : Optional.of("must be an object of at most 64 names with numbers from 0 to " + MAX_WEIGHT);
            case PHASES -> Phase.refuse(value);
        };
    }

    private Optional<String> refuseNumber(Object value, boolean rightType, String what) {
        if (rightType) {
            double number = ((Number) value).doubleValue();
            if (number >= min && number <= max) {
                return Optional.empty();
            }
        }
        String range = what + " from " + plain(min) + " to " + plain(max);
        return Optional.of("must be " + range + (unit.isEmpty() ? "" : " (" + unit + ")"));
    }

    private static boolean isNames(Object value) {
        return value instanceof List<?> list
                && list.size() <= MAX_NAMES
                && list.stream().allMatch(name -> name instanceof String text && text.length() <= 64);
    }

    private static boolean isWeights(Object value) {
        return value instanceof Map<?, ?> map
                && map.size() <= MAX_NAMES
                && map.keySet().stream().allMatch(String.class::isInstance)
                && map.values().stream()
                        .allMatch(weight -> weight instanceof Number number
                                && number.doubleValue() >= 0
                                && number.doubleValue() <= MAX_WEIGHT);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** The option as the API shows it. */
    public WorkloadType.Option view() {
        boolean number = kind == Kind.INTEGER || kind == Kind.DECIMAL;
        return new WorkloadType.Option(
                name,
                kind.name().toLowerCase(Locale.ROOT),
                defaultValue,
                number ? min : null,
                number ? max : null,
                unit.isEmpty() ? null : unit,
                allowed.isEmpty() ? null : allowed,
                description);
    }

    /** A value as it is kept: decimals as doubles, whole numbers as longs. */
    Object normal(Object value) {
        return switch (kind) {
            case INTEGER -> ((Number) value).longValue();
            case DECIMAL -> ((Number) value).doubleValue();
            case WEIGHTS -> Map.copyOf((Map<?, ?>) value);
            case PHASES -> {
                List<Map<?, ?>> copies = new ArrayList<>();
                ((List<?>) value).forEach(phase -> copies.add(Map.copyOf((Map<?, ?>) phase)));
                yield List.copyOf(copies);
            }
            default -> value;
        };
    }
}

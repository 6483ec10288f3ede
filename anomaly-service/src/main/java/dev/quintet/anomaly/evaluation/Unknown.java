package dev.quintet.anomaly.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One cause after the other is left out of the examples: its runs should be called unknown, the others should not. Where
 * to draw the line each method finds from the examples alone.
 */
final class Unknown {
    private static final String PROTOCOL = "one cause left out";
    private static final List<Method> METHODS = List.of(Method.MODEL, Method.LOUDEST);
    private static final double DUMMY = 0.05;

    private final Splits splits;
    private final long seed;

    Unknown(Splits splits, long seed) {
        this.splits = splits;
        this.seed = seed;
    }

    private record Tallies(Tally strangers, Tally known) {
        Tallies() {
            this(new Tally(), new Tally());
        }
    }

    List<Figure> figures(int examples) {
        Map<String, Tallies> all = new LinkedHashMap<>();
        METHODS.forEach(method -> all.put(method.title(), new Tallies()));
        all.put("dummy (calls 5 % unknown)", new Tallies());
        for (Map<String, Tallies> one : splits.each(examples, Unknown::tested)) {
            one.forEach((method, tallies) -> {
                all.get(method).strangers().addAll(tallies.strangers());
                all.get(method).known().addAll(tallies.known());
            });
        }
        List<Figure> figures = new ArrayList<>();
        all.forEach((method, tallies) ->
                figures.add(tallies.strangers().figure(PROTOCOL, method, examples, "unknown recalled", seed)));
        all.forEach((method, tallies) ->
                figures.add(tallies.known().figure(PROTOCOL, method, examples, "known called unknown", seed)));
        return figures;
    }

    private static Map<String, Tallies> tested(Splits.Split split) {
        Map<String, Tallies> result = new LinkedHashMap<>();
        Set<String> causes = new TreeSet<>();
        split.examples().forEach(example -> causes.add(example.example().cause()));
        for (String left : causes) {
            List<Case> examples = split.examples().stream()
                    .filter(example -> !example.example().cause().equals(left))
                    .toList();
            if (examples.isEmpty()) {
                continue;
            }
            for (Method method : METHODS) {
                Function<Case, Ranking> learned = method.learn(examples);
                Tallies tallies = result.computeIfAbsent(method.title(), title -> new Tallies());
                split.tests()
                        .forEach(test -> tally(
                                tallies, causes, left, test, learned.apply(test).unknown() ? 1 : 0));
            }
            Tallies dummy = result.computeIfAbsent("dummy (calls 5 % unknown)", title -> new Tallies());
            split.tests().forEach(test -> tally(dummy, causes, left, test, DUMMY));
        }
        return result;
    }

    private static void tally(Tallies tallies, Set<String> causes, String left, Case test, double unknown) {
        String cause = test.example().cause();
        if (cause.equals(left)) {
            tallies.strangers().add(test.run(), unknown);
        } else if (causes.contains(cause)) {
            tallies.known().add(test.run(), unknown);
        }
    }
}

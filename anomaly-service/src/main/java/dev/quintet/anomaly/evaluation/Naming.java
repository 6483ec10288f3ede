package dev.quintet.anomaly.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** How often the right cause is named first, or among the first. */
final class Naming {
    private final String protocol;
    private final Splits splits;
    private final long seed;

    Naming(String protocol, Splits splits, long seed) {
        this.protocol = protocol;
        this.splits = splits;
        this.seed = seed;
    }

    /**
     * @param first the lengths of the lists in which the causes are sought, such as 1 and 2
     * @param methods to compare
     */
    List<Figure> figures(int examples, List<Integer> first, List<Method> methods) {
        Map<Method, List<Tally>> all = new EnumMap<>(Method.class);
        methods.forEach(method -> all.put(method, tallies(first)));
        List<Tally> dummy = tallies(first);
        for (Map<Method, List<Tally>> one : splits.each(examples, split -> tested(split, first, methods))) {
            one.forEach((method, tallies) -> merge(all.get(method), tallies));
        }
        splits.each(examples, split -> guessed(split, first)).forEach(tallies -> merge(dummy, tallies));
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            String name = "top-" + first.get(i);
            for (Method method : methods) {
                figures.add(all.get(method).get(i).figure(protocol, method.title(), examples, name, seed));
            }
            figures.add(dummy.get(i).figure(protocol, "dummy (guesses)", examples, name, seed));
        }
        return figures;
    }

    private static Map<Method, List<Tally>> tested(Splits.Split split, List<Integer> first, List<Method> methods) {
        Map<Method, List<Tally>> result = new EnumMap<>(Method.class);
        for (Method method : methods) {
            Function<Case, Ranking> learned = method.learn(split.examples());
            List<Tally> tallies = tallies(first);
            for (Case test : split.tests()) {
                Ranking ranking = learned.apply(test);
                for (int i = 0; i < first.size(); i++) {
                    tallies.get(i).add(test.run(), ranking.found(test.causes(), first.get(i)));
                }
            }
            result.put(method, tallies);
        }
        return result;
    }

    /** What guessing comes to, on the average: each known cause is as likely as any other. */
    private static List<Tally> guessed(Splits.Split split, List<Integer> first) {
        Set<String> known = new TreeSet<>();
        split.examples().forEach(example -> known.add(example.example().cause()));
        List<Tally> tallies = tallies(first);
        for (Case test : split.tests()) {
            double possible = test.causes().stream().filter(known::contains).count()
                    / (double) test.causes().size();
            for (int i = 0; i < first.size(); i++) {
                tallies.get(i).add(test.run(), possible * Math.min(1, first.get(i) / (double) known.size()));
            }
        }
        return tallies;
    }

    private static List<Tally> tallies(List<Integer> first) {
        return first.stream().map(length -> new Tally()).toList();
    }

    private static void merge(List<Tally> into, List<Tally> from) {
        for (int i = 0; i < into.size(); i++) {
            into.get(i).addAll(from.get(i));
        }
    }
}

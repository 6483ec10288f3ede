package dev.quintet.anomaly.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random splits in so many examples a cause and the rest, the same for the same seed. */
final class Splits {
    private final List<Case> train;
    private final List<Case> test;
    private final long seed;
    private final int count;

    /** @param test the same list as {@code train} = what is not drawn is tested */
    Splits(List<Case> train, List<Case> test, long seed, int count) {
        this.train = train;
        this.test = test;
        this.seed = seed;
        this.count = count;
    }

    /** Examples, and what to test with them. */
    record Split(List<Case> examples, List<Case> tests) {}

    /** Tests each split, several at a time; the result does not depend on which comes first. */
    <T> List<T> each(int examples, java.util.function.Function<Split, T> work) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> work.apply(draw(examples, number)))
                .toList();
    }

    private Split draw(int examples, int number) {
        Map<String, List<Case>> causes = new TreeMap<>();
        train.forEach(one -> causes.computeIfAbsent(one.example().cause(), cause -> new ArrayList<>())
                .add(one));
        Random random = new Random(seed * 1_000_003L + number);
        List<Case> drawn = causes.values().stream()
                .flatMap(cases -> {
                    Collections.shuffle(cases, random);
                    int most = test == train ? Math.max(1, cases.size() - 1) : cases.size();
                    return Stream.of(cases.subList(0, Math.min(examples, most)));
                })
                .flatMap(List::stream)
                .toList();
        Set<String> names = new HashSet<>();
        drawn.forEach(one -> names.add(one.run()));
        List<Case> tests = test == train
                ? test.stream().filter(one -> !names.contains(one.run())).toList()
                : test;
        return new Split(drawn, tests);
    }
}

package dev.quintet.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A service and its instances.
 *
 * @param name as the routes call it
 * @param audience as its caller tokens call it
 */
public record Service(String name, String audience, List<Instance> instances) {
    public Service {
        instances = List.copyOf(instances);
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("a service has an instance");
        }
    }

    /**
     * Power of two choices: of two random instances, the one with fewer requests in hand. Instances that could not be
     * reached of late are asked only if no other is left.
     *
     * @param tried not to be chosen again
     * @see <a href="https://doi.org/10.1109/71.963420">Mitzenmacher, The power of two choices, 2001</a>
     */
    public Optional<Instance> choose(Set<Instance> tried, RandomGenerator random, long nanoTime) {
        if (instances.size() == 1) {
            Instance only = instances.get(0);
            return tried.contains(only) ? Optional.empty() : Optional.of(only);
        }
        List<Instance> untried = new ArrayList<>(instances);
        untried.removeAll(tried);
        if (untried.isEmpty()) {
            return Optional.empty();
        }
        List<Instance> reachable = untried.stream()
                .filter(instance -> instance.isReachable(nanoTime))
                .toList();
        return Optional.of(lighter(reachable.isEmpty() ? untried : reachable, random));
    }

    private static Instance lighter(List<Instance> candidates, RandomGenerator random) {
        int first = random.nextInt(candidates.size());
        if (candidates.size() == 1) {
            return candidates.get(first);
        }
        int step = 1 + random.nextInt(candidates.size() - 1);
        Instance a = candidates.get(first);
        Instance b = candidates.get((first + step) % candidates.size());
        return a.inFlight() <= b.inFlight() ? a : b;
    }
}

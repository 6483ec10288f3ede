package dev.quintet.gateway.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.quintet.gateway.resilience.ConcurrencyLimit;
import dev.quintet.gateway.resilience.RetryBudget;

/** A service and its instances. Thread-safe. */
public final class Service {
    private final String name;
    private final String audience;
    private final ConcurrencyLimit concurrency;
    private final RetryBudget retries = new RetryBudget();
    private volatile List<Instance> instances;

    /**
     * @param name as the routes call it
     * @param audience as its caller tokens call it
     * @param instances none yet if they are still to be looked up
     * @param maxInFlight most requests at once, over all instances
     */
    public Service(String name, String audience, Collection<Instance> instances, int maxInFlight) {
        this.name = name;
        this.audience = audience;
        this.instances = List.copyOf(instances);
        this.concurrency = new ConcurrencyLimit(maxInFlight);
    }

    public String name() {
        return name;
    }

    public String audience() {
        return audience;
    }

    public List<Instance> instances() {
        return instances;
    }

    /** From now on these; requests under way end where they are. */
    void instances(Collection<Instance> found) {
        instances = List.copyOf(found);
    }

    public ConcurrencyLimit concurrency() {
        return concurrency;
    }

    public RetryBudget retries() {
        return retries;
    }

    /**
     * Power of two choices: of two random instances, the one with fewer requests in hand. Instances that say they are
     * not ready are asked only if no other is left, those whose breaker is open not at all. The request counts as in
     * the instance's hands until {@link Lease#end}.
     *
     * @param tried not to be chosen again
     * @see <a href="https://doi.org/10.1109/71.963420">Mitzenmacher, The power of two choices, 2001</a>
     */
    public Optional<Lease> begin(Set<Instance> tried, RandomGenerator random, long nanoTime) {
        List<Instance> all = instances;
        if (all.size() == 1) {
            Instance only = all.get(0);
            return !tried.contains(only) && only.begin(nanoTime)
                    ? Optional.of(new Lease(only, nanoTime))
                    : Optional.empty();
        }
        Set<Instance> passedOver = new HashSet<>(tried);
        while (true) {
            List<Instance> able = new ArrayList<>(all.size());
            for (Instance instance : all) {
                if (!passedOver.contains(instance) && instance.breaker().permits(nanoTime)) {
                    able.add(instance);
                }
            }
            if (able.isEmpty()) {
                return Optional.empty();
            }
            List<Instance> ready = able.stream().filter(Instance::isReady).toList();
            Instance chosen = lighter(ready.isEmpty() ? able : ready, random);
            if (chosen.begin(nanoTime)) {
                return Optional.of(new Lease(chosen, nanoTime));
            }
            // Another took the one leave to try it.
            passedOver.add(chosen);
        }
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

    /** When the first instance may be tried again. */
    public Duration opensAgainIn(long nanoTime) {
        return instances.stream()
                .map(instance -> instance.breaker().openFor(nanoTime))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}

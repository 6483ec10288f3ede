package dev.quintet.local.supervise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Starts units as early as what they need is ready, keeps them running, and stops them in order: the door first, then
 * services, then what they call, the engines last.
 */
public final class Supervisor {

    private final Map<String, UnitKeeper> keepers = new LinkedHashMap<>();
    private final Map<Unit.Tier, List<UnitKeeper>> tiers = new LinkedHashMap<>();
    private final Consumer<List<UnitStatus>> listener;

    /**
     * A supervisor of these units.
     *
     * @param units each after those it needs
     * @param listener told the state of all at each change, from several threads, one at a time
     */
    public Supervisor(
            List<Unit> units,
            Announcer announcer,
            Backoff backoff,
            RandomGenerator random,
            Consumer<List<UnitStatus>> listener) {
        this.listener = listener;
        for (Unit.Tier tier : Unit.Tier.values()) {
            tiers.put(tier, new ArrayList<>());
        }
        for (Unit unit : units) {
            List<CompletableFuture<Void>> needs = unit.needs().stream()
                    .map(keepers::get)
                    .map(UnitKeeper::firstReady)
                    .toList();
            UnitKeeper keeper = new UnitKeeper(unit, needs, announcer, backoff, random, this::changed);
            keepers.put(unit.name(), keeper);
            tiers.get(unit.tier()).add(keeper);
        }
    }

    /**
     * Starts all and waits until all serve.
     *
     * @throws StartFailure why the first that failed did; the others still run then
     */
    public void start() throws StartFailure {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        keepers.forEach((name, keeper) -> {
            all.add(keeper.firstReady().whenComplete((done, failure) -> {
                if (failure != null) {
                    failed.completeExceptionally(failure);
                }
            }));
            Thread thread = new Thread(keeper, "keep-" + name);
            thread.setDaemon(true);
            thread.start();
        });
        try {
            CompletableFuture.anyOf(failed, CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)))
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof StartFailure failure ? failure : new StartFailure(String.valueOf(cause), cause);
        }
    }

    /** Stops all, a tier after the other, the units of a tier at once. Bounded by the longest grace of each tier. */
    public void stop() {
        tiers.values().forEach(tier -> CompletableFuture.allOf(tier.stream()
                        .map(keeper ->
                                CompletableFuture.runAsync(keeper::stop, task -> new Thread(task, "stop").start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join());
    }

    /** The units in the order given. */
    public List<UnitStatus> status() {
        return keepers.values().stream().map(UnitKeeper::status).toList();
    }

    private synchronized void changed() {
        listener.accept(status());
    }
}

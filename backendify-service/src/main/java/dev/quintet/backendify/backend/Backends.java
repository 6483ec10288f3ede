package dev.quintet.backendify.backend;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The backends in use, one a country. They can change at any time; calls under way end where they began. */
public final class Backends {
    private final Map<String, Backend> byCountry = new ConcurrentHashMap<>();
    private final Function<BackendAddress, Backend> factory;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @param factory makes a backend that has learned nothing yet */
    public Backends(Function<BackendAddress, Backend> factory) {
        this.factory = factory;
    }

    /** @param country two lower-case letters */
    public Optional<Backend> find(String country) {
        return Optional.ofNullable(byCountry.get(country));
    }

    /** All backends, by country. */
    public Collection<Backend> all() {
        return List.copyOf(new TreeMap<>(byCountry).values());
    }

    public boolean isEmpty() {
        return byCountry.isEmpty();
    }

    /**
     * Makes the address the country's backend. The same address again changes nothing, so that what was learned is kept.
     *
     * @return whether anything changed
     */
    public synchronized boolean put(BackendAddress address) {
        Backend before = byCountry.get(address.country());
        if (before != null && before.address().equals(address)) {
            return false;
        }
        byCountry.put(address.country(), factory.apply(address));
        listeners.forEach(Runnable::run);
        return true;
    }

    /** Takes the country's backend out of use, if it is the given one. */
    public synchronized boolean remove(BackendAddress address) {
        Backend present = byCountry.get(address.country());
        boolean removed =
                present != null && present.address().equals(address) && byCountry.remove(address.country(), present);
        if (removed) {
            listeners.forEach(Runnable::run);
        }
        return removed;
    }

    /** Runs the listener now and after every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
        listener.run();
    }
}

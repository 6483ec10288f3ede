package dev.quintet.backendify.company;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.quintet.backendify.backend.Backend;
import dev.quintet.backendify.backend.BackendAnswer;
import dev.quintet.backendify.backend.BackendAnswer.Failed;
import dev.quintet.backendify.backend.BackendAnswer.Found;
import dev.quintet.backendify.backend.BackendAnswer.Kind;
import dev.quintet.backendify.backend.BackendAnswer.NotFound;
import dev.quintet.backendify.backend.Backends;
import dev.quintet.backendify.backend.Cancellable;
import dev.quintet.backendify.backend.Timeline;
import dev.quintet.backendify.cache.CompanyCache;
import dev.quintet.backendify.cache.CompanyKey;
import dev.quintet.backendify.cache.StoredCompany;
import dev.quintet.backendify.company.Flight.Waiter;
import dev.quintet.backendify.company.LookupAnswer.Known;
import dev.quintet.backendify.company.LookupAnswer.Late;
import dev.quintet.backendify.company.LookupAnswer.Refused;
import dev.quintet.backendify.company.LookupAnswer.Source;
import dev.quintet.backendify.company.LookupAnswer.UnknownCountry;

/**
 * Finds companies: in the cache, else by one call for all who ask for the same. Whoever asks is answered by the deadline;
 * the call goes on without them and fills the cache.
 */
public final class CompanyLookup {
    private final CompanyCache cache;
    private final Backends backends;
    private final Timeline timeline;
    private final Clock clock;
    private final int maxWaiting;
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param maxWaiting askers that may wait at once; more are refused */
    public CompanyLookup(CompanyCache cache, Backends backends, Timeline timeline, Clock clock, int maxWaiting) {
        this.cache = cache;
        this.backends = backends;
        this.timeline = timeline;
        this.clock = clock;
        this.maxWaiting = maxWaiting;
    }

    /** What the heap knows, without waiting for anything. */
    Optional<Known> known(CompanyKey key) {
        return cache.get(key.cacheKey()).map(stored -> new Known(stored, Source.HIT));
    }

    /**
     * Asks for what the heap does not know.
     *
     * @param deadline from now; then the answer is {@link Late}
     * @param then called exactly once, on any thread, unless cancelled before
     * @return stops the waiting, not the call
     */
    Cancellable ask(CompanyKey key, Duration deadline, Consumer<LookupAnswer> then) {
        Optional<Backend> backend = backends.find(key.country());
        if (backend.isEmpty()) {
            then.accept(new UnknownCountry());
            return Cancellable.NONE;
        }
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            then.accept(new Refused(new Failed(Kind.OVERLOADED, "too many requests wait")));
            return Cancellable.NONE;
        }
        String cacheKey = key.cacheKey();
        while (true) {
            Flight fresh = new Flight();
            Flight flight = flights.computeIfAbsent(cacheKey, absent -> fresh);
            Waiter waiter = new Waiter(then, flight == fresh);
            if (flight.join(waiter)) {
                waiter.deadline = timeline.after(deadline, () -> {
                    if (stopWaiting(flight, waiter)) {
                        then.accept(new Late());
                    }
                });
                if (waiter.first) {
                    takeOff(flight, key, backend.get());
                }
                return () -> {
                    waiter.deadline.cancel();
                    stopWaiting(flight, waiter);
                };
            }
        }
    }

    /** Askers that wait at this moment. */
    public int waiting() {
        return waiting.get();
    }

    /** Questions under way at this moment. */
    public int flights() {
        return flights.size();
    }

    private boolean stopWaiting(Flight flight, Waiter waiter) {
        boolean left = flight.leave(waiter);
        if (left) {
            waiting.decrementAndGet();
        }
        return left;
    }

    private void takeOff(Flight flight, CompanyKey key, Backend backend) {
        String cacheKey = key.cacheKey();
        Optional<Known> landedMeanwhile = known(key);
        if (landedMeanwhile.isPresent()) {
            land(flight, cacheKey, landedMeanwhile.get());
            return;
        }
        cache.getFromSecondLevel(cacheKey, found -> {
            if (found.isPresent()) {
                land(flight, cacheKey, new Known(found.get(), Source.SECOND_LEVEL));
            } else {
                backend.call(key.id(), answer -> land(flight, cacheKey, remember(cacheKey, answer)));
            }
        });
    }

    private LookupAnswer remember(String cacheKey, BackendAnswer answer) {
        byte[] stored;
        if (answer instanceof Found found) {
            stored = StoredCompany.found(found.name(), found.activeUntil(), clock.instant());
        } else if (answer instanceof NotFound) {
            stored = StoredCompany.absent(clock.instant());
        } else {
            return new Refused(answer);
        }
        cache.put(cacheKey, stored);
        return new Known(stored, Source.BACKEND);
    }

    private void land(Flight flight, String cacheKey, LookupAnswer answer) {
        flights.remove(cacheKey, flight);
        for (Waiter waiter : flight.land()) {
            waiting.decrementAndGet();
            waiter.deadline.cancel();
            boolean shared = !waiter.first && answer instanceof Known known && known.source() == Source.BACKEND;
            waiter.then.accept(shared ? new Known(((Known) answer).stored(), Source.COALESCED) : answer);
        }
    }
}

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * What a perfect cache and limiter would reach on the same arrivals: it knows each backend's limit and every slot that a hung
 * call still holds, always has exactly as many calls under way, forgets nothing before its time, and joins all who ask for the
 * same company. Nobody knows beforehand which call will fail or hang. Who finds no slot waits, the latest first, because it
 * has the most time left; after a second a client is gone. A call's answer is kept however late it comes.
 *
 * <p>Arguments: requests a second, seconds, ids, second from which answers count.
 */
final class Ideal {
    private static final long CLIENT_NANOS = 1_000_000_000L;
    private static final long NOT_FOUND_NANOS = 60_000_000_000L;

    private record End(long at, Company company, Nature nature) {}

    /** All who wait for one company, by when they asked. */
    private static final class Flight {
        final List<Integer> askers = new ArrayList<>();
        boolean called;
        long newest;
    }

    private final int rate;
    private final boolean[] right;
    private final Map<Company, Long> goodUntil = new HashMap<>();
    private final Map<Company, Flight> flights = new HashMap<>();
    private final List<ArrayDeque<Company>> waiting = new ArrayList<>();
    private final int[] busy = new int[Company.COUNTRIES.length];
    private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparingLong(End::at));
    private final SplittableRandom random = new SplittableRandom(1);
    private long calls;

    private Ideal(int rate, int requests) {
        this.rate = rate;
        this.right = new boolean[requests];
        for (int i = 0; i < Company.COUNTRIES.length; i++) {
            waiting.add(new ArrayDeque<>());
        }
    }

    public static void main(String[] arguments) {
        int rate = Integer.parseInt(arguments[0]);
        int length = Integer.parseInt(arguments[1]);
        int settled = Integer.parseInt(arguments[3]);
        Ideal ideal = new Ideal(rate, rate * length);
        Arrivals arrivals = new Arrivals(Integer.parseInt(arguments[2]), Load.SEED);
        for (int request = 0; request < rate * length; request++) {
            ideal.arrive(request, arrivals.next());
        }
        ideal.finish(Long.MAX_VALUE);
        System.out.printf(
                Locale.ROOT,
                "{\"ideal_right\":%.5f,\"ideal_right_from_second_%d\":%.5f,\"calls\":%d}%n",
                ideal.share(0),
                settled,
                ideal.share(Math.min(settled, length - 1) * rate),
                ideal.calls);
    }

    private double share(int from) {
        int count = 0;
        for (int request = from; request < right.length; request++) {
            count += right[request] ? 1 : 0;
        }
        return (double) count / (right.length - from);
    }

    private long time(int request) {
        return request * 1_000_000_000L / rate;
    }

    private void arrive(int request, Company company) {
        long now = time(request);
        finish(now);
        if (goodUntil.getOrDefault(company, 0L) > now) {
            right[request] = true;
            return;
        }
        Flight flight = flights.computeIfAbsent(company, absent -> new Flight());
        flight.askers.add(request);
        flight.newest = now;
        if (!flight.called) {
            int backend = company.index() % busy.length;
            if (busy[backend] < Nature.SLOTS) {
                call(now, company, flight);
            } else {
                waiting.get(backend).remove(company);
                waiting.get(backend).push(company);
            }
        }
    }

    private void call(long now, Company company, Flight flight) {
        calls++;
        flight.called = true;
        busy[company.index() % busy.length]++;
        Nature nature = Nature.draw(random);
        ends.add(new End(now + nature.nanos(), company, nature));
    }

    private void finish(long now) {
        while (!ends.isEmpty() && ends.peek().at() <= now) {
            End end = ends.remove();
            int backend = end.company().index() % busy.length;
            busy[backend]--;
            Flight flight = flights.remove(end.company());
            if (end.nature().kind() == Nature.Kind.GOOD) {
                flight.askers.stream()
                        .filter(asker -> end.at() - time(asker) <= CLIENT_NANOS)
                        .forEach(asker -> right[asker] = true);
                goodUntil.put(
                        end.company(), end.company().exists() ? Long.MAX_VALUE : end.at() + NOT_FOUND_NANOS);
            }
            next(end.at(), backend);
        }
    }

    private void next(long now, int backend) {
        Iterator<Company> latestFirst = waiting.get(backend).iterator();
        if (latestFirst.hasNext()) {
            Company company = latestFirst.next();
            Flight flight = flights.get(company);
            if (now - flight.newest <= CLIENT_NANOS) {
                latestFirst.remove();
                call(now, company, flight);
                return;
            }
        }
        // The latest has gone, so all have.
        waiting.get(backend).forEach(flights::remove);
        waiting.get(backend).clear();
    }
}

package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.backend.BackendAnswer.Failed;
import dev.quintet.backendify.backend.BackendAnswer.Found;
import dev.quintet.backendify.backend.BackendAnswer.Kind;
import dev.quintet.backendify.backend.BackendAnswer.NotFound;
import dev.quintet.backendify.backend.BackendAnswer.Throttled;
import dev.quintet.backendify.backend.Call.Attempt;
import dev.quintet.backendify.backend.CircuitBreaker.Admission;

/**
 * One country's backend as its callers see it: it admits calls up to what the backend bears, queues a few, sends the rest
 * away, hedges slow calls and retries failed ones inside budgets, and leaves the backend alone when it asks for that.
 *
 * <p>Thread-safe. State changes under one lock; requests, answers and timers run outside of it.
 */
public final class Backend {
    /** Slower ones are hedged: fewer than the budget allows, so that it is not spent on the merely slow before a hang comes. */
    private static final double HEDGE_QUANTILE = 0.97;

    private final BackendAddress address;
    private final BackendPolicy policy;
    private final LegacyClient client;
    private final Timeline timeline;
    private final RandomGenerator random;

    private final Object lock = new Object();
    private final AdaptiveLimit limit;
    private final CallGate<Call> gate;
    private final CircuitBreaker breaker;
    private final ExtraCalls extra;
    private final RecentLatencies latencies = new RecentLatencies();
    private final BackendTally tally = new BackendTally();
    private List<Runnable> outbox = new ArrayList<>();
    private long pausedUntil;
    private long lastThrottle;

    public Backend(
            BackendAddress address,
            BackendPolicy policy,
            LegacyClient client,
            Timeline timeline,
            RandomGenerator random) {
        this.address = address;
        this.policy = policy;
        this.client = client;
        this.timeline = timeline;
        this.random = random;
        this.limit = new AdaptiveLimit(
                policy.minLimit(), policy.maxLimit(), policy.initialLimit(), policy.hold(), timeline::nanoTime);
        this.gate = new CallGate<>(limit, policy.queueLength());
        this.breaker = new CircuitBreaker(
                policy.failureShare(),
                policy.failureCalls(),
                policy.shortestOpen(),
                policy.longestOpen(),
                timeline::nanoTime);
        this.extra = new ExtraCalls(policy.hedgeShare(), policy.retryShare(), policy.extraShare());
        this.pausedUntil = timeline.nanoTime();
        this.lastThrottle = pausedUntil - policy.hold().toNanos();
    }

    public BackendAddress address() {
        return address;
    }

    /**
     * Asks for a company.
     *
     * @param then called exactly once with {@link Found}, {@link NotFound}, {@link Broken} or {@link Failed}; at once and
     *     on this thread if the call is not made
     */
    public void call(String id, Consumer<BackendAnswer> then) {
        change(() -> admit(new Call(id, then)));
    }

    /** A picture of the present state. */
    public BackendState state() {
        synchronized (lock) {
            return new BackendState(
                    address,
                    gate.inside(),
                    limit.current(),
                    gate.waiting(),
                    breaker.state(),
                    Duration.ofNanos(Math.max(0, pauseNanos())),
                    latencies.quantile(0.5),
                    latencies.quantile(0.95),
                    tally.counts());
        }
    }

    /** Changes state under the lock, then does outside of it what the change asked for. */
    private void change(Runnable change) {
        List<Runnable> effects;
        synchronized (lock) {
            change.run();
            effects = outbox;
            outbox = new ArrayList<>();
        }
        effects.forEach(Runnable::run);
    }

    private void admit(Call call) {
        if (pauseNanos() > 0) {
            shed(call, paused());
        } else if (breaker.refuses()) {
            shed(call, circuitOpen());
        } else if (gate.enter()) {
            start(call);
        } else if (call.retried ? gate.rejoin(call) : gate.join(call)) {
            call.queueTimer = timeline.after(policy.queueWait(), () -> change(() -> giveUpWaiting(call)));
        } else {
            shed(call, overloaded());
        }
    }

    private void giveUpWaiting(Call call) {
        if (gate.remove(call)) {
            shed(call, overloaded());
        }
    }

    /** Sends a request for a call that has entered the gate. */
    private void start(Call call) {
        call.queueTimer.cancel();
        Admission admission = breaker.admit();
        if (admission == Admission.REFUSED) {
            gate.leave();
            shed(call, circuitOpen());
            return;
        }
        if (!call.retried) {
            extra.earn();
            latencies
                    .quantile(HEDGE_QUANTILE)
                    .ifPresent(slow -> call.hedgeTimer = timeline.after(slow, () -> change(() -> hedge(call))));
        }
        send(call, admission);
    }

    private void hedge(Call call) {
        boolean throttledLately =
                timeline.nanoTime() - lastThrottle < policy.hold().toNanos();
        if (call.done
                || call.live.size() != 1
                || throttledLately
                || breaker.state() != CircuitBreaker.State.CLOSED
                || !gate.idle()
                || !extra.takeHedge()) {
            return;
        }
        gate.enter();
        tally.hedges++;
        send(call, breaker.admit());
    }

    private void send(Call call, Admission admission) {
        Attempt attempt = new Attempt(call, timeline.nanoTime(), admission);
        call.live.add(attempt);
        tally.calls++;
        outbox.add(() -> attempt.sent(client.fetch(call.id, answer -> change(() -> ended(attempt, answer)))));
    }

    private void ended(Attempt attempt, BackendAnswer answer) {
        if (attempt.over) {
            return;
        }
        Call call = attempt.call;
        attempt.over = true;
        call.live.remove(attempt);
        learn(attempt, answer);
        gate.leave();
        if (answer instanceof Found || answer instanceof NotFound) {
            settle(call, answer);
        } else if (call.live.isEmpty()) {
            retryOrSettle(call, answer);
        }
        if (pauseNanos() > 0) {
            gate.clear().forEach(waiting -> shed(waiting, paused()));
        } else if (breaker.refuses()) {
            gate.clear().forEach(waiting -> shed(waiting, circuitOpen()));
        }
        for (var next = gate.next(); next.isPresent(); next = gate.next()) {
            start(next.get());
        }
    }

    private void learn(Attempt attempt, BackendAnswer answer) {
        long latency = timeline.nanoTime() - attempt.startedAt;
        tally.count(answer);
        if (answer instanceof Throttled throttled) {
            lastThrottle = timeline.nanoTime();
            Duration pause = throttled.retryAfter().compareTo(policy.longestPause()) < 0
                    ? throttled.retryAfter()
                    : policy.longestPause();
            pausedUntil = Math.max(pausedUntil, lastThrottle + pause.toNanos());
            limit.throttled(attempt.startedAt, pause);
            breaker.undecided(attempt.admission);
        } else if (answer instanceof Failed failed) {
            if (failed.kind() == Kind.TIMEOUT) {
                limit.timedOut(attempt.startedAt);
            }
            breaker.failed(attempt.admission);
        } else {
            limit.answered(latency, gate.limited());
            latencies.add(latency);
            breaker.succeeded(attempt.admission);
        }
    }

    private void retryOrSettle(Call call, BackendAnswer answer) {
        boolean worthIt = answer instanceof Broken
                || answer instanceof Throttled
                || (answer instanceof Failed failed && failed.kind() != Kind.TIMEOUT);
        if (worthIt && !call.retried && pauseNanos() <= 0 && !breaker.refuses() && extra.takeRetry()) {
            call.retried = true;
            tally.retries++;
            Duration delay = policy.retryDelay().plusNanos((long)
                    (random.nextDouble() * 2 * policy.retryDelay().toNanos()));
            timeline.after(delay, () -> change(() -> admit(call)));
            return;
        }
        settle(call, answer instanceof Throttled throttled ? refused(throttled) : answer);
    }

    private void settle(Call call, BackendAnswer answer) {
        call.done = true;
        call.hedgeTimer.cancel();
        for (Attempt loser : call.live) {
            loser.over = true;
            gate.leave();
            breaker.undecided(loser.admission);
            outbox.add(loser::giveUp);
        }
        call.live.clear();
        outbox.add(() -> call.then.accept(answer));
    }

    private void shed(Call call, Failed why) {
        tally.shed++;
        call.queueTimer.cancel();
        settle(call, why);
    }

    private long pauseNanos() {
        return pausedUntil - timeline.nanoTime();
    }

    private Failed paused() {
        return new Failed(Kind.THROTTLED, "it asked for fewer calls", Duration.ofNanos(Math.max(0, pauseNanos())));
    }

    private Failed circuitOpen() {
        return new Failed(Kind.CIRCUIT_OPEN, "it failed too often lately", breaker.untilProbe());
    }

    private static Failed overloaded() {
        return new Failed(Kind.OVERLOADED, "more calls wait for it than it can answer in time");
    }

    private static Failed refused(Throttled throttled) {
        return new Failed(Kind.THROTTLED, "it asked for fewer calls", throttled.retryAfter());
    }
}

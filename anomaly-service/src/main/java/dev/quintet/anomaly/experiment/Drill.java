package dev.quintet.anomaly.experiment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.quintet.common.api.anomaly.ActiveFault;

/**
 * One run, as a state machine that is told the time: settling, baseline, faults, cooldown, over. By one thread; faults
 * are injected by others, so that one that takes long does not delay the next.
 */
final class Drill {
    /** A load that has just begun changes what is normal: calm within this time means nothing. */
    private static final Duration LOAD_SHOWS = Duration.ofSeconds(10);

    /** How much longer than planned faults may take to begin and to recover. */
    private static final Duration LATE = Duration.ofMinutes(2);

    /** Where a run is. */
    enum Phase {
        SETTLING,
        BASELINE,
        FAULTS,
        COOLDOWN,
        OVER;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ExperimentPlan plan;
    private final Duration settle;
    private final DrillFaults faults;
    private final Function<Instant, Calm.State> calm;
    private final Executor workers;
    private final Clock clock;
    private final RunNotes notes;
    private final List<TimedFault> waiting;
    private final List<CompletableFuture<List<ActiveFault>>> starting = new ArrayList<>();
    private final Set<String> inForce = new HashSet<>();
    private Phase phase = Phase.SETTLING;
    private Instant since;

    /**
     * @param settle how long it waits at most for calm
     * @param calm how the experiment's nodes are at a time
     * @param workers inject, which blocks
     */
    Drill(
            ExperimentPlan plan,
            Duration settle,
            DrillFaults faults,
            Function<Instant, Calm.State> calm,
            Executor workers,
            Clock clock,
            RunNotes notes) {
        this.plan = plan;
        this.settle = settle;
        this.faults = faults;
        this.calm = calm;
        this.workers = workers;
        this.clock = clock;
        this.notes = notes;
        this.waiting = new ArrayList<>(plan.faults());
        this.since = clock.instant();
    }

    Phase phase() {
        return phase;
    }

    /** When the phase began. */
    Instant since() {
        return since;
    }

    /** When the phase is to end, at the latest where that depends. */
    Optional<Instant> until() {
        return switch (phase) {
            case SETTLING -> Optional.of(since.plus(settle));
            case BASELINE -> Optional.of(since.plus(plan.baseline()));
            case FAULTS -> Optional.of(since.plus(plan.faultsLength()));
            case COOLDOWN -> Optional.of(since.plus(plan.cooldown()));
            case OVER -> Optional.empty();
        };
    }

    /**
     * Does what is due; to be called several times a second until the phase is {@link Phase#OVER}.
     *
     * @throws DrillFailedException if a fault could not be injected or does not recover
     */
    void tick() {
        Instant now = clock.instant();
        switch (phase) {
            case SETTLING -> settling(now);
            case BASELINE -> {
                if (reached(now, plan.baseline())) {
                    notes.faults(now);
                    enter(Phase.FAULTS, now);
                    inject(now);
                }
            }
            case FAULTS -> inject(now);
            case COOLDOWN -> {
                if (reached(now, plan.cooldown())) {
                    enter(Phase.OVER, now);
                }
            }
            case OVER -> {}
        }
    }

    private void settling(Instant now) {
        boolean shown = plan.load().isEmpty() || reached(now, LOAD_SHOWS);
        boolean late = reached(now, settle);
        Calm.State state = calm.apply(now);
        if (late || (shown && state.restless().isEmpty())) {
            say("not calm", state.restless());
            say("down", state.down());
            notes.baseline(now);
            enter(Phase.BASELINE, now);
        }
    }

    private void say(String how, List<String> nodes) {
        if (!nodes.isEmpty()) {
            notes.say(how + " when the baseline began: " + String.join(", ", nodes));
        }
    }

    private void inject(Instant now) {
        for (TimedFault fault : List.copyOf(waiting)) {
            if (reached(now, fault.after())) {
                waiting.remove(fault);
                starting.add(CompletableFuture.supplyAsync(() -> faults.start(fault.order()), workers));
            }
        }
        // One at a time: if noting it throws, the others are still there to be ended.
        for (Iterator<CompletableFuture<List<ActiveFault>>> starts = starting.iterator(); starts.hasNext(); ) {
            CompletableFuture<List<ActiveFault>> start = starts.next();
            if (start.isDone()) {
                starts.remove();
                note(start);
            }
        }
        noteEnds();
        if (waiting.isEmpty() && starting.isEmpty() && inForce.isEmpty()) {
            notes.cooldown(now);
            enter(Phase.COOLDOWN, now);
        } else if (reached(now, plan.faultsLength().plus(LATE))) {
            throw new DrillFailedException("the faults are not over " + LATE.toSeconds() + " s after their time", null);
        }
    }

    private void note(CompletableFuture<List<ActiveFault>> start) {
        try {
            for (ActiveFault fault : start.join()) {
                inForce.add(fault.id());
                notes.begun(fault);
            }
        } catch (CompletionException e) {
            throw new DrillFailedException(
                    "a fault could not be injected: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private void noteEnds() {
        for (String id : List.copyOf(inForce)) {
            faults.ended(id).ifPresent(window -> {
                inForce.remove(id);
                notes.over(id, window.end());
                if (!window.reason().isEmpty()) {
                    notes.say("fault " + id + ": " + window.reason());
                }
            });
        }
    }

    /**
     * Ends what is in force or being injected; returns when nothing is left.
     *
     * @throws RuntimeException if something is
     */
    void abort() {
        waiting.clear();
        for (CompletableFuture<List<ActiveFault>> start : starting) {
            try {
                note(start);
            } catch (DrillFailedException e) {
                notes.say(e.getMessage()); // nothing of it is left, and the drill ends anyway
            }
        }
        starting.clear();
        List.copyOf(inForce).forEach(faults::stop);
        noteEnds();
    }

    private boolean reached(Instant now, Duration time) {
        return !now.isBefore(since.plus(time));
    }

    private void enter(Phase next, Instant now) {
        phase = next;
        since = now;
    }
}

package dev.quintet.anomaly.rank;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.detection.DistanceRanker;
import dev.quintet.anomaly.detection.NormalWindow;
import dev.quintet.anomaly.detection.Ranker;
import dev.quintet.anomaly.detection.Verdict;

/**
 * The ranker in use: a model, or the distance ranker and why. A model that fails while it is asked loses its place to the
 * distance ranker at once, so that no sample goes without a rank. Safe for use by several threads.
 */
public final class LiveRanker implements Ranker {
    private static final Logger LOG = Logger.getLogger(LiveRanker.class);

    private final Ranker distance = new DistanceRanker();
    private final Clock clock;
    private volatile State state;
    private volatile Consumer<State> listener = ignored -> {};

    /**
     * Who speaks.
     *
     * @param id of the model; empty for the distance ranker
     * @param reason one line
     */
    public record State(Optional<String> id, Optional<TensorFlowRanker> ranker, String reason, Instant since) {
        public String name() {
            return ranker.isPresent() ? Verdict.TENSORFLOW : Verdict.DISTANCE;
        }
    }

    /** @param reason why no model speaks yet */
    public LiveRanker(String reason, Clock clock) {
        this.clock = clock;
        this.state = new State(Optional.empty(), Optional.empty(), reason, clock.instant());
    }

    @Override
    public Verdict rank(float[] sample, NormalWindow normal) {
        State now = state;
        if (now.ranker().isEmpty()) {
            return distance.rank(sample, normal);
        }
        try {
            return now.ranker().get().rank(sample, normal);
        } catch (RankModelException e) {
            fail(now, e.getMessage());
            return distance.rank(sample, normal);
        }
    }

    public State state() {
        return state;
    }

    /** Is told of every change from now on, and of what is. */
    public synchronized void onChange(Consumer<State> told) {
        listener = told;
        told.accept(state);
    }

    /** From now on this model speaks; the one before is closed. */
    public synchronized void use(String id, TensorFlowRanker ranker) {
        change(new State(
                Optional.of(id),
                Optional.of(ranker),
                "the model " + ranker.model().metadata().name() + " is in use",
                clock.instant()));
    }

    /** From now on the distance ranker speaks, for this reason. */
    public synchronized void useDistance(String reason) {
        change(new State(Optional.empty(), Optional.empty(), reason, clock.instant()));
    }

    private synchronized void fail(State failed, String message) {
        if (state.equals(failed)) { // else another has taken its place already
            LOG.warnf(
                    "the distance ranker takes over from the model %s: %s",
                    failed.id().orElse("?"), message);
            useDistance("the model " + failed.id().orElse("?") + " failed: " + message);
        }
    }

    private void change(State next) {
        State before = state;
        state = next;
        before.ranker().ifPresent(TensorFlowRanker::close);
        listener.accept(next);
    }
}

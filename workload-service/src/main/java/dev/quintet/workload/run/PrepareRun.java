package dev.quintet.workload.run;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.jboss.logging.Logger;

import dev.quintet.common.api.workload.RunView;
import dev.quintet.common.problem.ProblemException;

/** A preparation under way. */
public final class PrepareRun implements LiveRun {

    private static final Logger LOG = Logger.getLogger(PrepareRun.class);

    /**
     * What is prepared.
     *
     * @param id unique
     * @param type workload type
     * @param target name of the database
     * @param nodes names of its nodes
     * @param threads as asked
     * @param options for showing
     */
    record Subject(
            String id, String type, String target, List<String> nodes, int threads, Map<String, Object> options) {}

    private final Subject subject;
    private final Preparation preparation;
    private final RunListener listener;
    private final RunLife life;
    private final RunEnd end = new RunEnd();
    private volatile ProblemException problem;

    PrepareRun(Subject subject, Preparation preparation, Clock clock, RunListener listener) {
        this.subject = subject;
        this.preparation = preparation;
        this.listener = listener;
        this.life = new RunLife(clock);
    }

    /** Prepares. Blocks until done; never throws. */
    void execute() {
        listener.created(view());
        try {
            if (life.begin("preparing")) {
                listener.started(view());
                preparation.run();
                life.stop(RunStatus.FINISHED, "prepared");
            }
        } catch (CancellationException e) {
            life.stop(RunStatus.STOPPED, "cancelled");
        } catch (InterruptedException e) {
            life.stop(RunStatus.STOPPED, "the service is going down");
            Thread.currentThread().interrupt();
        } catch (ProblemException e) {
            problem = e;
            life.stop(RunStatus.FAILED, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Preparation %s failed", subject.id());
            life.stop(RunStatus.FAILED, "unexpected error");
        } finally {
            end.letGo();
            life.end();
            listener.ended(view(), Latencies.empty());
            end.complete();
        }
    }

    /** Why it failed, if the database or the request was the cause. */
    Optional<ProblemException> problem() {
        return Optional.ofNullable(problem);
    }

    RunStatus status() {
        return life.status();
    }

    @Override
    public String id() {
        return subject.id();
    }

    @Override
    public void stop(String why) {
        if (life.stop(RunStatus.STOPPED, why)) {
            preparation.cancel();
        }
    }

    @Override
    public CompletableFuture<Void> ended() {
        return end.future();
    }

    @Override
    public void whenOver(Runnable then) {
        end.whenOver(then);
    }

    @Override
    public void whenEnded(Runnable then) {
        end.whenEnded(then);
    }

    @Override
    public RunView view() {
        RunLife.Moment now = life.now();
        return new RunView(
                subject.id(),
                "prepare",
                subject.type(),
                subject.target(),
                subject.nodes(),
                subject.threads(),
                subject.options(),
                now.status().label(),
                now.message(),
                now.createdAt(),
                now.startedAt().orElse(null),
                now.endedAt().orElse(null),
                preparation.progress(),
                null);
    }
}

package dev.quintet.workload.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.HdrHistogram.Histogram;
import org.jboss.logging.Logger;

import dev.quintet.common.api.workload.ActiveRun;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.workload.target.DatabaseProblem;

/**
 * A run of a workload from its start to its end. Once told to end it has ended within
 * {@link RunEnvironment.Limits#endMillis}, whatever the database does.
 */
public final class WorkloadRun implements LoadRun {

    private static final Logger LOG = Logger.getLogger(WorkloadRun.class);

    private final RunSetup setup;
    private final RunEnvironment env;
    private final RunLife life;
    private final RunMeter meter;
    private final Crew crew;
    private final AtomicInteger notReady;
    private final AtomicBoolean opened = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final RunEnd end = new RunEnd();

    private volatile boolean begun;
    private volatile boolean stopping;
    private volatile long beginNanos;
    private volatile String lastError = "";
    private volatile Future<?> ticking;

    WorkloadRun(RunSetup setup, RunEnvironment env) {
        this.setup = setup;
        this.env = env;
        this.life = new RunLife(env.clock());
        this.notReady = new AtomicInteger(setup.threads());
        SplittableRandom seeds = new SplittableRandom();
        List<Pacer> pacers = Pacer.ofNodes(setup, seeds);
        this.meter = new RunMeter(setup, env, pacers);
        List<Worker> workers = new ArrayList<>();
        List<JdbcLink> links = new ArrayList<>();
        ShiftOfRun shift = new ShiftOfRun();
        for (Seat seat : setup.seats().all()) {
            SplittableRandom random = seeds.split();
            JdbcLink link = new JdbcLink(env.connector(), setup.target(), setup.plan(), seat, random);
            links.add(link);
            int node = seat.nodeIndex();
            workers.add(new Worker(seat.worker(), shift, pacers.get(node), meter.cells(node), link, random));
        }
        this.crew = new Crew(workers, links, env.threads(), this::onSupervisor);
    }

    /** Starts the threads; they connect, then begin together. */
    @Override
    public void start() {
        env.listener().created(view());
        crew.start();
        schedule(this::begin, env.limits().gateMillis());
    }

    private void begin() {
        if (!opened.compareAndSet(false, true)) {
            return;
        }
        if (meter.errorsEver() >= setup.threads()) {
            end(RunStatus.FAILED, "No thread could connect: " + lastError);
        } else if (life.begin("running")) {
            beginNanos = env.runClock().nanos();
            begun = true;
            meter.begin();
            long interval = setup.reportSeconds();
            ticking = env.supervisor()
                    .scheduleAtFixedRate(() -> logged(this::tick), interval, interval, TimeUnit.SECONDS);
            env.listener().started(view());
            crew.wake();
        }
    }

    private void tick() {
        meter.tick(measured()).ifPresent(this::publish);
        if (elapsed() >= setup.schedule().end()) {
            end(RunStatus.FINISHED, "ran to its end");
        }
    }

    private void publish(RunReport report) {
        env.listener().reported(setup.id(), report);
        if (meter.newPhase(report)) {
            env.listener().phase(view(), report);
        }
    }

    private long elapsed() {
        return env.runClock().nanos() - beginNanos;
    }

    /** No time after the schedule's end, however late that is noticed: there was no load in it. */
    private long measured() {
        return Math.min(elapsed(), setup.schedule().end());
    }

    @Override
    public void stop(String why) {
        end(RunStatus.STOPPED, why);
    }

    private void end(RunStatus as, String why) {
        if (life.stop(as, why)) {
            stopping = true;
            meter.stopAt(begun ? measured() : 0);
            crew.wake();
            schedule(this::cutOff, env.limits().graceMillis());
            schedule(this::close, env.limits().endMillis());
        }
    }

    private void schedule(Runnable step, long millis) {
        try {
            Future<?> unused = env.supervisor().schedule(() -> logged(step), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The service is going down and does not time things any more.
            step.run();
        }
    }

    private void logged(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Run %s: a step failed", setup.id());
        }
    }

    private void cutOff() {
        if (crew.atWork() > 0) {
            env.reaper().kill(setup.target(), crew.cutOff());
        }
    }

    private void onSupervisor() {
        if (crew.broken()) {
            end(RunStatus.FAILED, "All threads ended");
        } else {
            end(RunStatus.FINISHED, "did all it had to do");
        }
        schedule(this::close, 0);
    }

    private void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Future<?> ticks = ticking;
        if (ticks != null) {
            ticks.cancel(false);
        }
        // First: who sees that it has ended sees its last figures.
        meter.finish().ifPresent(report -> env.listener().reported(setup.id(), report));
        end.letGo();
        life.end();
        env.listener().ended(view(), meter.latency());
        end.complete();
    }

    @Override
    public String id() {
        return setup.id();
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
    public List<RunReport> reports() {
        return meter.log().all();
    }

    @Override
    public Histogram latency() {
        return meter.latency();
    }

    @Override
    public boolean follow(Consumer<RunReport> follower) {
        return meter.log().follow(follower);
    }

    @Override
    public void unfollow(Consumer<RunReport> follower) {
        meter.log().unfollow(follower);
    }

    @Override
    public int threads() {
        return setup.threads();
    }

    @Override
    public RunView view() {
        return setup.view(life.now(), lastError, meter.summary());
    }

    @Override
    public ActiveRun active() {
        return setup.active(life.now(), meter.active());
    }

    /** The run as its workers see it. */
    private final class ShiftOfRun implements Shift {

        @Override
        public void ready() {
            if (notReady.decrementAndGet() == 0) {
                schedule(WorkloadRun.this::begin, 0);
            }
        }

        @Override
        public boolean begun() {
            return begun;
        }

        @Override
        public boolean stopping() {
            return stopping;
        }

        @Override
        public long elapsed() {
            return WorkloadRun.this.elapsed();
        }

        @Override
        public void park(long nanos) {
            env.runClock().park(nanos);
        }

        @Override
        public void atEnd() {
            end(RunStatus.FINISHED, "ran to its end");
        }

        @Override
        public void failed(SQLException error) {
            lastError = DatabaseProblem.words(error);
            long errors = meter.errorsEver();
            if (setup.maxErrors() > 0 && errors > setup.maxErrors()) {
                end(RunStatus.FAILED, "more than " + setup.maxErrors() + " errors; last: " + lastError);
            }
        }
    }
}

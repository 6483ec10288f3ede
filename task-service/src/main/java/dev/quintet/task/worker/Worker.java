package dev.quintet.task.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import io.opentelemetry.api.OpenTelemetry;
import org.jboss.logging.Logger;

import dev.quintet.common.api.task.BackoffSpec;
import dev.quintet.common.api.task.TaskError;
import dev.quintet.task.handler.Handlers;
import dev.quintet.task.handler.PermanentFailure;
import dev.quintet.task.queue.Backoff;
import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.TaskJson;
import dev.quintet.task.queue.TaskLeases;
import dev.quintet.task.queue.TaskOptions;

/**
 * Runs a queue's tasks on a bounded number of threads.
 *
 * <p>INVARIANT: a slot is taken before a task is claimed and given back when Redis has the attempt's ending, so that no
 * more is ever claimed than can be run and told of.
 */
public final class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration WATCH_EVERY = Duration.ofMillis(50);
    private static final TaskOptions UNREADABLE =
            new TaskOptions(1, new Backoff(BackoffSpec.Kind.FIXED, 0, 0, 0), List.of());

    private final WorkerSettings settings;
    private final TaskLeases leases;
    private final Handlers handlers;
    private final WorkerListener listener;
    private final Endings endings;
    private final AttemptTracing tracing;
    private final EndingSender sender;
    private final ClaimLoop loop;
    private final Heartbeat heartbeat;
    private final Semaphore slots;
    private final AttemptThreads threads;
    private final ScheduledExecutorService timer;
    private final Map<String, Attempt> running = new ConcurrentHashMap<>();
    private final AtomicInteger stuck = new AtomicInteger();
    private volatile boolean handingBack;

    public Worker(
            WorkerSettings settings,
            QueueRedis redis,
            Handlers handlers,
            WorkerListener listener,
            OpenTelemetry telemetry,
            Instant startedAt) {
        this.settings = settings;
        this.leases = new TaskLeases(redis);
        this.handlers = handlers;
        this.listener = listener;
        this.endings = new Endings(RandomGenerator.getDefault());
        this.tracing = new AttemptTracing(telemetry);
        this.slots = new Semaphore(settings.slots());
        ScheduledThreadPoolExecutor schedule = new ScheduledThreadPoolExecutor(1, named("task-timer"));
        schedule.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.timer = schedule;
        // A stuck handler keeps its thread when its slot is given to another; as many again may be stuck.
        this.threads = new AttemptThreads(named("task"), settings.slots() * 3);
        Claiming claiming = new Claiming(settings, handlers.types(), leases, slots, this::begin);
        this.sender = new EndingSender(claiming, timer);
        this.loop = new ClaimLoop(claiming, new WorkSignal(redis, handlers.types()));
        this.heartbeat = new Heartbeat(settings, redis, leases, handlers, running, startedAt);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    // Periodic work ends with the timer.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        long beat = settings.lease().toMillis() / 3;
        timer.scheduleAtFixedRate(heartbeat::beat, 0, beat, TimeUnit.MILLISECONDS);
        timer.scheduleAtFixedRate(this::watch, WATCH_EVERY.toMillis(), WATCH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        loop.start();
    }

    public String id() {
        return settings.id();
    }

    /** What it runs now. */
    public Collection<Claim> running() {
        return running.values().stream().map(Attempt::claim).toList();
    }

    /** Tells an attempt to stop, if it is one of this worker's. */
    public void cancel(String token) {
        Attempt attempt = running.get(token);
        if (attempt != null) {
            attempt.stop(Stop.CANCEL, System.nanoTime());
        }
    }

    /** A paused queue hands out tasks again: look at once. */
    public void nudge() {
        loop.nudge();
    }

    /** Never fails: the claim's slot is taken, and only an ending gives it back. */
    private void begin(Claim claim) {
        Attempt attempt;
        try {
            attempt = new Attempt(claim, TaskJson.read(claim.options(), TaskOptions.class), System.nanoTime());
        } catch (IllegalArgumentException unreadable) {
            LOG.errorf(unreadable, "Task %s has options that cannot be read", claim.id());
            attempt = new Attempt(claim, UNREADABLE, System.nanoTime());
            running.put(claim.token(), attempt);
            conclude(attempt, endings.failed(attempt, new PermanentFailure("The task's options cannot be read.")));
            return;
        }
        running.put(claim.token(), attempt);
        if (handingBack) {
            attempt.stop(Stop.SHUTDOWN, System.nanoTime());
            giveUp(attempt);
            return;
        }
        listener.began(claim);
        Attempt begun = attempt;
        try {
            threads.execute(() -> run(begun));
        } catch (RejectedExecutionException noThread) {
            LOG.warnf("No thread for task %s; it is handed back", claim.id());
            conclude(attempt, endings.stopped(attempt, Stop.SHUTDOWN));
        }
    }

    private void run(Attempt attempt) {
        Claim claim = attempt.claim();
        AttemptContext context = new AttemptContext(attempt, leases);
        Attempt.Body body = tracing.traced(claim, () -> handlers.run(claim.type(), claim.payload(), context));
        Optional<Attempt.Outcome> outcome = attempt.run(body, endings);
        if (outcome.isPresent()) {
            conclude(attempt, outcome.get());
        } else {
            // Given up before: its slot has gone to another, only the thread comes back.
            stuck.decrementAndGet();
            LOG.infof("Task %s, attempt %d: the handler that did not stop has ended", claim.id(), claim.attempt());
        }
    }

    private void conclude(Attempt attempt, Attempt.Outcome outcome) {
        outcome.ending()
                .ifPresentOrElse(ending -> sender.send(ending, state -> ended(attempt, state, outcome.error())), () -> {
                    ended(attempt, "stale", outcome.error());
                    slots.release();
                });
    }

    private void ended(Attempt attempt, String state, Optional<TaskError> error) {
        running.remove(attempt.claim().token());
        listener.ended(attempt.claim(), state, attempt.since(System.nanoTime()), error.orElse(null));
    }

    private void watch() {
        long now = System.nanoTime();
        for (Attempt attempt : running.values()) {
            if (attempt.overdue(now)) {
                attempt.stop(Stop.TIMEOUT, now);
            } else if (attempt.stuck(now, settings.stuckAfter()) && stuck.get() < settings.slots()) {
                giveUpStuck(attempt);
            }
        }
    }

    private void giveUpStuck(Attempt attempt) {
        attempt.giveUp(endings).ifPresent(outcome -> {
            stuck.incrementAndGet();
            LOG.warnf(
                    "Task %s (%s): the handler does not stop; its slot goes to another, its thread stays",
                    attempt.claim().id(), attempt.claim().type());
            conclude(attempt, outcome);
        });
    }

    /** Threads that handlers keep though they were told to stop. */
    public int stuck() {
        return stuck.get();
    }

    /** Takes no more, lets what runs finish within the grace, hands back the rest. Blocks up to both times. */
    public void stop() throws InterruptedException {
        if (timer.isShutdown()) {
            return;
        }
        loop.stop();
        boolean idle = slots.tryAcquire(settings.slots(), settings.grace().toMillis(), TimeUnit.MILLISECONDS);
        if (!idle) {
            handBack();
        }
        heartbeat.farewell();
        timer.shutdownNow();
        threads.close();
    }

    private void giveUp(Attempt attempt) {
        attempt.giveUp(endings).ifPresent(outcome -> conclude(attempt, outcome));
    }

    private void handBack() throws InterruptedException {
        handingBack = true;
        List<Attempt> rest = new ArrayList<>(running.values());
        LOG.infof("%d tasks are handed back unfinished", rest.size());
        long now = System.nanoTime();
        rest.forEach(attempt -> attempt.stop(Stop.SHUTDOWN, now));
        long half = settings.lastWords().toMillis() / 2;
        if (!slots.tryAcquire(settings.slots(), half, TimeUnit.MILLISECONDS)) {
            rest.forEach(this::giveUp);
            if (!slots.tryAcquire(settings.slots(), half, TimeUnit.MILLISECONDS)) {
                LOG.warnf("%d tasks could not be handed back; their leases will run out", running.size());
            }
        }
    }
}

package dev.quintet.task.submission;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.common.api.task.BackoffSpec;
import dev.quintet.common.api.task.DurationText;
import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.common.api.task.TaskRequest;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.task.queue.Backoff;
import dev.quintet.task.queue.NewTask;
import dev.quintet.task.queue.TaskIds;
import dev.quintet.task.queue.TaskJson;
import dev.quintet.task.queue.TaskOptions;
import dev.quintet.task.worker.KnownTypes;

/** Turns requests into tasks: fills in what was left out, and refuses what cannot be. */
public final class Submissions {
    static final int LONGEST_PAYLOAD = 256 * 1024;
    static final int DEFAULT_MAX_ATTEMPTS = 5;

    private static final Duration LONGEST_WAIT = Duration.ofDays(366);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(TaskOptions.DEFAULT_TIMEOUT_MILLIS);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);
    private static final Duration DEFAULT_RESULT_TTL = Duration.ofHours(1);
    private static final Duration LONGEST_RESULT_TTL = Duration.ofDays(30);
    private static final Duration DEFAULT_PAUSE = Duration.ofMillis(TaskOptions.DEFAULT_BACKOFF.delayMillis());
    private static final Duration LONGEST_FIRST_PAUSE = Duration.ofHours(1);
    private static final Duration DEFAULT_LONGEST_PAUSE = Duration.ofMillis(TaskOptions.DEFAULT_BACKOFF.maxMillis());
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);
    private static final double DEFAULT_JITTER = TaskOptions.DEFAULT_BACKOFF.jitter();

    private final Optional<KnownTypes> known;
    private final TaskIds ids;
    private final Clock clock;

    /** @param known the types that are taken; any when absent */
    public Submissions(Optional<KnownTypes> known, TaskIds ids, Clock clock) {
        this.known = known;
        this.ids = ids;
        this.clock = clock;
    }

    /** The same, but for tasks whose type somebody has known before: they may wait until somebody does again. */
    public Submissions ofAnyType() {
        return new Submissions(Optional.empty(), ids, clock);
    }

    /**
     * @param at where the request stands in the body, for errors
     * @param traceparent of the request, or empty
     */
    public NewTask task(TaskRequest request, List<String> at, String traceparent) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = new Fields(at, errors);
        if (known.isPresent() && !known.get().contains(request.type())) {
            fields.wrong(
                    "type",
                    "is unknown; known are " + String.join(", ", known.get().all()));
        }
        if (request.delay() != null && request.runAt() != null) {
            fields.wrong("runAt", "cannot be given together with delay");
        }
        if (request.runAt() != null
                && Duration.between(clock.instant(), request.runAt()).compareTo(LONGEST_WAIT) > 0) {
            fields.wrong("runAt", "must be within " + LONGEST_WAIT.toDays() + " days");
        }
        Duration delay = fields.duration("delay", request.delay(), Duration.ZERO, Duration.ZERO, LONGEST_WAIT);
        Duration timeout =
                fields.duration("timeout", request.timeout(), DEFAULT_TIMEOUT, Duration.ofMillis(1), LONGEST_TIMEOUT);
        Duration resultTtl = fields.duration(
                "resultTtl", request.resultTtl(), DEFAULT_RESULT_TTL, Duration.ZERO, LONGEST_RESULT_TTL);
        Backoff backoff = backoff(request.backoff(), fields);
        String payload = payload(request.payload());
        fields.whole("payload", payload);
        fields.whole("idempotencyKey", request.idempotencyKey());
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new NewTask(
                ids.next(),
                request.type(),
                new TaskOptions(timeout.toMillis(), backoff, request.tags()),
                payload,
                request.priority() == null ? TaskPriority.NORMAL : request.priority(),
                request.delay() == null ? Optional.empty() : Optional.of(delay),
                Optional.<Instant>ofNullable(request.runAt()),
                request.maxAttempts() == null ? DEFAULT_MAX_ATTEMPTS : request.maxAttempts(),
                resultTtl,
                Optional.ofNullable(request.idempotencyKey()),
                traceparent);
    }

    private static String payload(JsonNode payload) {
        String json = payload == null ? "null" : TaskJson.write(payload);
        if (json.length() > LONGEST_PAYLOAD || json.getBytes(StandardCharsets.UTF_8).length > LONGEST_PAYLOAD) {
            throw ProblemException.of(
                    413, "payload-too-large", "A payload has at most " + LONGEST_PAYLOAD + " bytes as JSON.");
        }
        return json;
    }

    private static Backoff backoff(BackoffSpec spec, Fields fields) {
        if (spec == null) {
            return TaskOptions.DEFAULT_BACKOFF;
        }
        Fields inner = fields.within("backoff");
        Duration delay = inner.duration("delay", spec.delay(), DEFAULT_PAUSE, Duration.ZERO, LONGEST_FIRST_PAUSE);
        Duration fallback = delay.compareTo(DEFAULT_LONGEST_PAUSE) > 0 ? delay : DEFAULT_LONGEST_PAUSE;
        Duration max = inner.duration("max", spec.max(), fallback, delay, LONGEST_PAUSE);
        return new Backoff(
                spec.kind() == null ? BackoffSpec.Kind.EXPONENTIAL : spec.kind(),
                delay.toMillis(),
                Math.max(delay.toMillis(), max.toMillis()),
                spec.jitter() == null ? DEFAULT_JITTER : spec.jitter());
    }

    /** Where errors are collected. */
    private record Fields(List<String> at, List<FieldError> errors) {
        Fields within(String field) {
            return new Fields(path(field), errors);
        }

        void wrong(String field, String why) {
            errors.add(new FieldError(path(field), why));
        }

        void whole(String field, String text) {
            if (!WholeText.is(text)) {
                wrong(field, WholeText.WRONG);
            }
        }

        Duration duration(String field, String text, Duration fallback, Duration least, Duration most) {
            if (text == null) {
                return fallback;
            }
            Duration value = DurationText.parse(text);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                wrong(field, "must be between " + least.toMillis() + " ms and " + most.toSeconds() + " s");
                return fallback;
            }
            return value;
        }

        private List<String> path(String field) {
            List<String> path = new ArrayList<>(at);
            path.add(field);
            return path;
        }
    }
}

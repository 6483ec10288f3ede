package dev.quintet.task.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.vertx.redis.client.Response;

/** The worker's side of a queue: claim, keep, tell of, and end attempts. */
public final class TaskLeases {
    private static final int CLAIM_FIELDS = 8;
    private static final int CLAIM_HEAD = 2;
    private static final int ENDING_FIELDS = 5;

    private final QueueRedis redis;

    public TaskLeases(QueueRedis redis) {
        this.redis = redis;
    }

    /**
     * What a claim gave.
     *
     * @param paused whether the queue hands out nothing now
     */
    public record Claims(boolean paused, List<Claim> claims) {}

    /**
     * Begins an attempt of up to so many waiting tasks, high priority first.
     *
     * @param most 1 or more
     * @param types that the worker knows; tasks of others are left to others. Empty when it takes any
     */
    public CompletionStage<Claims> claim(String worker, int most, Duration lease, Collection<String> types) {
        List<String> arguments =
                new ArrayList<>(List.of(worker, Integer.toString(most), Long.toString(lease.toMillis())));
        arguments.addAll(types);
        return redis.run(QueueScript.CLAIM, arguments).thenApply(TaskLeases::claims);
    }

    /**
     * What an exchange gave.
     *
     * @param states of the tasks whose attempts ended, in order, as {@link #finish} tells them
     */
    public record Exchange(List<String> states, Claims claims) {}

    /** {@link #finish} and {@link #claim} in one step. */
    public CompletionStage<Exchange> exchange(
            String worker, List<Ending> endings, int most, Duration lease, Collection<String> types) {
        List<String> arguments = new ArrayList<>(4 + endings.size() * ENDING_FIELDS + types.size());
        arguments.add(worker);
        arguments.add(Integer.toString(most));
        arguments.add(Long.toString(lease.toMillis()));
        arguments.add(Integer.toString(endings.size()));
        endings.forEach(ending -> ending.appendTo(arguments));
        arguments.addAll(types);
        return redis.run(QueueScript.EXCHANGE, arguments)
                .thenApply(answer -> new Exchange(texts(answer.get(0)), claims(answer.get(1))));
    }

    private static Claims claims(Response answer) {
        if (answer.get(0).toString().equals("paused")) {
            return new Claims(true, List.of());
        }
        long now = answer.get(1).toLong();
        List<Claim> claims = new ArrayList<>((answer.size() - CLAIM_HEAD) / CLAIM_FIELDS);
        for (int at = CLAIM_HEAD; at < answer.size(); at += CLAIM_FIELDS) {
            claims.add(new Claim(
                    answer.get(at).toString(),
                    answer.get(at + 1).toString(),
                    answer.get(at + 2).toInteger(),
                    answer.get(at + 3).toString(),
                    answer.get(at + 4).toString(),
                    answer.get(at + 5).toString(),
                    answer.get(at + 6).toString(),
                    answer.get(at + 7).toLong(),
                    now));
        }
        return new Claims(false, claims);
    }

    /**
     * Renews the leases of what a worker runs.
     *
     * @param about what the worker says of itself, JSON text
     * @return for each claim in order how it stands
     */
    public CompletionStage<List<Standing>> heartbeat(String worker, String about, Duration lease, List<Claim> held) {
        List<String> arguments = new ArrayList<>(List.of(worker, about, Long.toString(lease.toMillis())));
        for (Claim claim : held) {
            arguments.add(claim.id());
            arguments.add(claim.token());
        }
        return redis.run(QueueScript.HEARTBEAT, arguments)
                .thenApply(answer -> texts(answer).stream().map(Standing::of).toList());
    }

    /** Ends attempts; each answer is the task's state now, or {@code stale} when its token is not the current one. */
    public CompletionStage<List<String>> finish(List<Ending> endings) {
        List<String> arguments = new ArrayList<>(endings.size() * ENDING_FIELDS);
        endings.forEach(ending -> ending.appendTo(arguments));
        return redis.run(QueueScript.FINISH, arguments).thenApply(TaskLeases::texts);
    }

    /** @param value 0..1 */
    public CompletionStage<Standing> progress(Claim claim, double value, String message) {
        return redis.run(QueueScript.PROGRESS, List.of(claim.id(), claim.token(), Double.toString(value), message))
                .thenApply(
                        answer -> answer.toString().equals("stale") ? Standing.LOST : Standing.of(answer.toString()));
    }

    private static List<String> texts(Response answer) {
        List<String> texts = new ArrayList<>(answer.size());
        for (Response part : answer) {
            texts.add(part.toString());
        }
        return texts;
    }
}

package dev.quintet.task.queue;

import java.time.Duration;
import java.util.List;

/**
 * How an attempt ended.
 *
 * @param outcome the word the script knows
 * @param text result or error, JSON text; empty where there is none
 * @param pauseMillis before another attempt
 */
public record Ending(String id, String token, String outcome, String text, long pauseMillis) {
    public static Ending succeeded(Claim claim, String result) {
        return new Ending(claim.id(), claim.token(), "succeeded", result, 0);
    }

    /** Ended for good: another attempt would not mend it. */
    public static Ending failed(Claim claim, String error) {
        return new Ending(claim.id(), claim.token(), "failed", error, 0);
    }

    /** To be tried again after a pause, or dead when its attempts are used up. */
    public static Ending retry(Claim claim, String error, Duration pause) {
        return new Ending(claim.id(), claim.token(), "retry", error, pause.toMillis());
    }

    public static Ending cancelled(Claim claim) {
        return new Ending(claim.id(), claim.token(), "cancelled", "", 0);
    }

    /** Handed back: waits again at once, and the attempt does not count. */
    public static Ending released(Claim claim) {
        return new Ending(claim.id(), claim.token(), "release", "", 0);
    }

    /** The five arguments that scripts take an ending by. */
    void appendTo(List<String> arguments) {
        arguments.add(id);
        arguments.add(token);
        arguments.add(outcome);
        arguments.add(text);
        arguments.add(Long.toString(pauseMillis));
    }
}

package dev.quintet.local.load;

import java.util.concurrent.TimeUnit;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.WrongAnswerException;

/** Calls where only the right answer will do: comes again when told to, a few times, and fails on anything else. */
final class PatientCaller {

    private static final int ATTEMPTS = 8;
    private static final long LONGEST_PAUSE_SECONDS = 3;

    private final LoadCaller caller;

    PatientCaller(LoadCaller caller) {
        this.caller = caller;
    }

    /** @throws WrongAnswerException if the answer is wrong, or refused each time */
    Answer ask(Endpoint endpoint, Call call, AnswerCheck check) throws WrongAnswerException, InterruptedException {
        String refused = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Outcome outcome = caller.call(endpoint, call, check);
            if (outcome instanceof Outcome.Right right) {
                return right.answer();
            }
            if (outcome instanceof Outcome.Wrong wrong) {
                throw new WrongAnswerException(wrong.kind(), wrong.detail());
            }
            Outcome.Shed shed = (Outcome.Shed) outcome;
            refused = shed.kind();
            TimeUnit.SECONDS.sleep(Math.min(LONGEST_PAUSE_SECONDS, retryAfter(shed.answer())));
        }
        throw new WrongAnswerException(
                refused, call.method() + " " + call.path() + ": " + ATTEMPTS + " times " + refused);
    }

    private static long retryAfter(Answer answer) {
        // Shedding has seen that it is a number.
        return answer.header("Retry-After").map(Long::parseLong).orElse(1L);
    }
}

package dev.quintet.backendify.backend;

import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.backend.BackendAnswer.Failed;
import dev.quintet.backendify.backend.BackendAnswer.Found;
import dev.quintet.backendify.backend.BackendAnswer.NotFound;
import dev.quintet.backendify.backend.BackendAnswer.Throttled;

/** Counts what happens with one backend. Guarded by the {@link Backend} that owns it. */
final class BackendTally {
    long calls;
    long shed;
    long hedges;
    long retries;
    private long answers;
    private long failures;
    private long broken;
    private long throttles;

    void count(BackendAnswer answer) {
        if (answer instanceof Found || answer instanceof NotFound) {
            answers++;
        } else if (answer instanceof Failed) {
            failures++;
        } else if (answer instanceof Broken) {
            broken++;
        } else if (answer instanceof Throttled) {
            throttles++;
        }
    }

    BackendCounts counts() {
        return new BackendCounts(calls, answers, failures, broken, throttles, shed, hedges, retries);
    }
}

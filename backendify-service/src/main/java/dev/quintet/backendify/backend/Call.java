package dev.quintet.backendify.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One question to a backend, with all the requests made for it. Guarded by the {@link Backend} that it is for. */
final class Call {
    final String id;
    final Consumer<BackendAnswer> then;
    final List<Attempt> live = new ArrayList<>(2);
    Cancellable queueTimer = Cancellable.NONE;
    Cancellable hedgeTimer = Cancellable.NONE;
    boolean retried;
    boolean done;

    Call(String id, Consumer<BackendAnswer> then) {
        this.id = id;
        this.then = then;
    }

    /** One request of a call. */
    static final class Attempt {
        final Call call;
        final long startedAt;
        final CircuitBreaker.Admission admission;
        boolean over;
        private Cancellable request = Cancellable.NONE;

        Attempt(Call call, long startedAt, CircuitBreaker.Admission admission) {
            this.call = call;
            this.startedAt = startedAt;
            this.admission = admission;
        }

        /** The request may be under way only after the attempt was given up: then it is stopped here. */
        synchronized void sent(Cancellable cancellable) {
            if (request == null) {
                cancellable.cancel();
            } else {
                request = cancellable;
            }
        }

        synchronized void giveUp() {
            if (request != null) {
                request.cancel();
                request = null;
            }
        }
    }
}

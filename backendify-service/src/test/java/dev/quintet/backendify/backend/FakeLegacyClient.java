package dev.quintet.backendify.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A backend that answers when the test says so. */
final class FakeLegacyClient implements LegacyClient {
    final Deque<Request> open = new ArrayDeque<>();
    final List<Request> all = new ArrayList<>();

    static final class Request {
        final String id;
        private final Consumer<BackendAnswer> then;
        boolean cancelled;

        Request(String id, Consumer<BackendAnswer> then) {
            this.id = id;
            this.then = then;
        }

        void answer(BackendAnswer answer) {
            if (!cancelled) {
                then.accept(answer);
            }
        }
    }

    @Override
    public Cancellable fetch(String id, Consumer<BackendAnswer> then) {
        Request request = new Request(id, then);
        open.add(request);
        all.add(request);
        return () -> {
            request.cancelled = true;
            open.remove(request);
        };
    }

    /** Answers the oldest request that is open. */
    void answerOldest(BackendAnswer answer) {
        open.remove().answer(answer);
    }
}

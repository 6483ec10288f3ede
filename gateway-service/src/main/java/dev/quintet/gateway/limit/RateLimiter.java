package dev.quintet.gateway.limit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Asks the shared limits for one event loop. Of each limit one question is under way at a time; requests that come
 * meanwhile ask together with the next, so that a busy caller costs Redis a question a round trip and not a question a
 * request, while every request is still decided by Redis. Confined to its event loop.
 */
public final class RateLimiter {
    private final LimitState state;
    private final Map<String, Line> lines = new HashMap<>();

    public RateLimiter(LimitState state) {
        this.state = state;
    }

    /** Never fails: while Redis is away, this gateway's own limits decide. */
    public Future<Verdict> take(String key, Quota quota) {
        Line line = lines.get(key);
        if (line == null) {
            if (state.isLocal()) {
                return Future.succeededFuture(state.takeLocally(key, quota, 1));
            }
            line = new Line(key, quota);
            lines.put(key, line);
        }
        Promise<Verdict> promise = Promise.promise();
        line.waiting.add(promise);
        if (line.asking.isEmpty()) {
            line.ask(Vertx.currentContext());
        }
        return promise.future();
    }

    /** Gives up on Redis for questions that have waited too long. To be called regularly. */
    public void sweep() {
        if (lines.isEmpty()) {
            return;
        }
        long oldest = state.now() - state.timeoutNanos();
        List<Line> late = lines.values().stream()
                .filter(line -> line.askedNanos - oldest < 0)
                .toList();
        if (!late.isEmpty()) {
            state.redisFailed("no answer in time");
            late.forEach(Line::decideLocally);
        }
    }

    /** The requests of one limit: those that Redis is being asked for, and those that come after. */
    private final class Line {
        private final String key;
        private final Quota quota;
        private List<Promise<Verdict>> asking = List.of();
        private List<Promise<Verdict>> waiting = new ArrayList<>(1);
        private long askedNanos;

        Line(String key, Quota quota) {
            this.key = key;
            this.quota = quota;
        }

        void ask(Context context) {
            List<Promise<Verdict>> asked = waiting;
            asking = asked;
            waiting = new ArrayList<>();
            askedNanos = state.now();
            state.redis()
                    .take(key, quota, asked.size())
                    .subscribe()
                    .with(
                            verdict -> context.runOnContext(here -> decided(asked, verdict, context)),
                            failure -> context.runOnContext(here -> failed(asked, failure)));
        }

        private void decided(List<Promise<Verdict>> asked, Verdict verdict, Context context) {
            if (asking != asked) {
                return;
            }
            state.redisDecided(asked.size());
            if (waiting.isEmpty()) {
                lines.remove(key);
            } else {
                ask(context);
            }
            tell(asked, verdict);
        }

        private void failed(List<Promise<Verdict>> asked, Throwable failure) {
            if (asking == asked) {
                state.redisFailed(String.valueOf(failure.getMessage()));
                decideLocally();
            }
        }

        private void decideLocally() {
            lines.remove(key);
            List<Promise<Verdict>> all = new ArrayList<>(asking);
            all.addAll(waiting);
            // What Redis may still say is of no more interest.
            asking = List.of();
            tell(all, state.takeLocally(key, quota, all.size()));
        }

        private static void tell(List<Promise<Verdict>> asked, Verdict verdict) {
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).complete(verdict.of(i));
            }
        }
    }
}

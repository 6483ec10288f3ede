package dev.quintet.badge.scoreboard;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/**
 * Reads for many at once: who asks while the same is being read gets what the next reading brings, together with all who
 * ask until that begins.
 *
 * <p>INVARIANT: an answer was read after it was asked for. This is no cache: what was written before is always seen.
 */
final class SharedReads<K, V> {
    private final Function<K, Uni<V>> read;
    /** By what is being read the answer of the next reading; null while nobody waits for one. */
    private final Map<K, CompletableFuture<V>> next = new HashMap<>();

    SharedReads(Function<K, Uni<V>> read) {
        this.read = read;
    }

    Uni<V> get(K key) {
        CompletableFuture<V> answer;
        boolean begins;
        synchronized (next) {
            begins = !next.containsKey(key);
            if (begins) {
                next.put(key, null);
                answer = new CompletableFuture<>();
            } else {
                answer = next.computeIfAbsent(key, waited -> new CompletableFuture<>());
            }
        }
        if (begins) {
            begin(key, answer);
        }
        return Uni.createFrom().completionStage(answer);
    }

    private void begin(K key, CompletableFuture<V> answer) {
        Uni.createFrom()
                .deferred(() -> read.apply(key))
                .subscribe()
                .with(
                        value -> {
                            goOn(key);
                            answer.complete(value);
                        },
                        failure -> {
                            goOn(key);
                            answer.completeExceptionally(failure);
                        });
    }

    private void goOn(K key) {
        CompletableFuture<V> waited;
        synchronized (next) {
            waited = next.get(key);
            if (waited == null) {
                next.remove(key);
            } else {
                next.put(key, null);
            }
        }
        if (waited != null) {
            begin(key, waited);
        }
    }
}

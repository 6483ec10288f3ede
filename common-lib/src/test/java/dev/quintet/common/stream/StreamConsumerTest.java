package dev.quintet.common.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import org.junit.jupiter.api.Test;

import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of entries that are handled, or cannot be. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
class StreamConsumerTest extends StreamFixture {
    @Inject
    Tracer tracer;

    @Test
    void anEntryIsHandledOnceAcknowledgedAndDeleted() {
        String id = streams.publish(stream, Map.of("name", "Grüße, 🦊", "empty", ""));
        consumer = streams.consume(subscription().build(), handled::add);
        patiently().untilAsserted(() -> assertThat(length(stream)).isZero());
        assertThat(pending().size()).isZero();
        assertThat(handled).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(id);
            assertThat(message.delivery()).isEqualTo(1);
            assertThat(message.fields()).containsEntry("name", "Grüße, 🦊").containsEntry("empty", "");
        });
    }

    @Test
    void newEntriesComeInBatchesInOrderAndTheirTracesAreTheirOwn() {
        List<Map<String, String>> entries = IntStream.range(0, 25)
                .mapToObj(n -> Map.of("n", Integer.toString(n)))
                .toList();
        streams.publishAll(stream, entries).await().indefinitely();
        List<List<String>> batches = new CopyOnWriteArrayList<>();
        consumer = streams.consumeBatches(
                subscription().batch(10).build(),
                messages -> batches.add(messages.stream()
                        .map(message -> message.fields().get("n"))
                        .toList()));
        patiently().untilAsserted(() -> assertThat(length(stream)).isZero());
        assertThat(pending().size()).isZero();
        assertThat(batches).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyElementsOf(
                        entries.stream().map(entry -> entry.get("n")).toList());
    }

    @Test
    void afterABatchThatFailedEachEntryComesByItselfAndOneThatCannotBeHandledHoldsUpNoOther() {
        streams.publishAll(
                        stream,
                        IntStream.range(0, 8)
                                .mapToObj(n -> Map.of("n", Integer.toString(n)))
                                .toList())
                .await()
                .indefinitely();
        Queue<String> done = new ConcurrentLinkedQueue<>();
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        consumer =
                streams.consumeBatches(subscription().batch(8).maxDeliveries(3).build(), messages -> {
                    sizes.add(messages.size());
                    List<String> names = messages.stream()
                            .map(message -> message.fields().get("n"))
                            .toList();
                    if (names.contains("5")) {
                        throw new IllegalStateException("poisoned");
                    }
                    done.addAll(names);
                });
        patiently().untilAsserted(() -> assertThat(length(StreamSubscription.deadLetters(stream)))
                .isEqualTo(1));
        patiently().untilAsserted(() -> assertThat(length(stream)).isZero());
        assertThat(done).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "6", "7");
        assertThat(sizes.remove()).isEqualTo(8);
        assertThat(sizes).containsOnly(1);
    }

    @Test
    void theTraceGoesOnInTheHandler() {
        Span span = tracer.spanBuilder("publish").startSpan();
        try (Scope scope = span.makeCurrent()) {
            streams.publish(stream, Map.of("n", "1"));
        }
        Queue<String> traces = new ConcurrentLinkedQueue<>();
        consumer = streams.consume(
                subscription().build(),
                message -> traces.add(Span.current().getSpanContext().getTraceId()));
        patiently().untilAsserted(() -> assertThat(traces)
                .containsExactly(span.getSpanContext().getTraceId()));
    }

    @Test
    void aFailedEntryComesAgainAndThenGoesToTheDeadLetters() {
        streams.publish(stream, Map.of("name", "poison"));
        consumer = streams.consume(subscription().maxDeliveries(3).build(), message -> {
            handled.add(message);
            throw new IllegalStateException("cannot do it");
        });
        String dead = StreamSubscription.deadLetters(stream);
        patiently().untilAsserted(() -> assertThat(length(dead)).isEqualTo(1));
        assertThat(handled).extracting(StreamMessage::delivery).containsExactly(1, 2, 3);
        assertThat(length(stream)).isZero();
        assertThat(pending().size()).isZero();
        Response fields = redis.call(Command.XRANGE, dead, "-", "+").get(0).get(1);
        assertThat(fields.toString()).contains("poison", "dead.deliveries", "3");
    }

    @Test
    void anErrorOfTheHandlerDoesNotCostTheConsumer() {
        streams.publish(stream, Map.of("name", "bad"));
        streams.publish(stream, Map.of("name", "good"));
        consumer = streams.consume(subscription().build(), message -> {
            if (message.fields().get("name").equals("bad") && message.delivery() == 1) {
                throw new StackOverflowError("in the handler");
            }
            handled.add(message);
        });
        patiently().untilAsserted(() -> assertThat(handled).hasSize(2));
        patiently().untilAsserted(() -> assertThat(length(stream)).isZero());
    }

    @Test
    void aHandlerThatTakesTooLongIsInterruptedAndTheEntryComesAgain() {
        AtomicBoolean interrupted = new AtomicBoolean();
        streams.publish(stream, Map.of("n", "1"));
        consumer = streams.consume(
                subscription().handlerTimeout(Duration.ofMillis(50)).build(), message -> {
                    if (message.delivery() == 1) {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException timeout) {
                            interrupted.set(true);
                            throw timeout;
                        }
                    }
                    handled.add(message);
                });
        patiently().untilAsserted(() -> assertThat(handled).isNotEmpty());
        assertThat(interrupted).isTrue();
    }

    @Test
    void noMoreThanTheConcurrencyIsInWork() {
        for (int i = 0; i < 40; i++) {
            streams.publish(stream, Map.of("n", Integer.toString(i)));
        }
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        consumer = streams.consume(subscription().concurrency(4).build(), message -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            four.countDown();
            four.await();
            TimeUnit.MILLISECONDS.sleep(5);
            now.decrementAndGet();
            handled.add(message);
        });
        patiently().untilAsserted(() -> assertThat(length(stream)).isZero());
        assertThat(handled).hasSize(40);
        assertThat(most.get()).isEqualTo(4);
    }

    @Test
    void closeLetsWorkEndAndTakesNoMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        streams.publish(stream, Map.of("n", "1"));
        StreamConsumer closing = streams.consume(subscription().build(), message -> {
            begun.countDown();
            release.await();
            handled.add(message);
        });
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        Thread closer = new Thread(closing::close);
        closer.start();
        // The one slot is taken: this is not even read while the first is in work.
        streams.publish(stream, Map.of("n", "2"));
        patiently().until(() -> !closing.isRunning());
        release.countDown();
        closer.join();
        assertThat(handled).hasSize(1);
        assertThat(length(stream)).isEqualTo(1);
        assertThat(pending().size()).isZero();
    }

    @Test
    void aDelayGrowsUpToTheLease() {
        StreamSubscription doubling = subscription()
                .lease(Duration.ofSeconds(1))
                .retryDelay(Duration.ofMillis(200))
                .build();
        assertThat(List.of(1, 2, 3, 4, 40))
                .extracting(doubling::delayAfter)
                .containsExactly(
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
    }
}

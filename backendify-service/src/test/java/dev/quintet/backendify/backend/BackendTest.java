package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.backend.BackendAnswer.Failed;
import dev.quintet.backendify.backend.BackendAnswer.Found;
import dev.quintet.backendify.backend.BackendAnswer.Kind;
import dev.quintet.backendify.backend.BackendAnswer.NotFound;
import dev.quintet.backendify.backend.BackendAnswer.Throttled;

import static org.assertj.core.api.Assertions.assertThat;

class BackendTest {
    private static final BackendAnswer FOUND = new Found("Acme", Optional.empty());
    private static final BackendAnswer ERROR = new Failed(Kind.ERROR, "it answered with status 500");

    private final FakeTimeline time = new FakeTimeline();
    private final FakeLegacyClient client = new FakeLegacyClient();
    private final Backend backend = new Backend(
            BackendAddress.parse("us=http://localhost:9002"),
            policy(2, 3),
            client,
            time,
            RandomGenerator.of("L64X128MixRandom"));
    private final List<BackendAnswer> answers = new ArrayList<>();

    static BackendPolicy policy(int limit, int queue) {
        return new BackendPolicy(
                1,
                200,
                limit,
                Duration.ofSeconds(10),
                queue,
                Duration.ofMillis(250),
                0.05,
                0.2,
                0.09,
                Duration.ofMillis(20),
                0.5,
                20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60));
    }

    @Test
    void callsBeyondTheLimitWaitInAShortQueueAndBeyondThatAreRefusedAtOnce() {
        ask(6);
        assertThat(client.open).hasSize(2);
        assertThat(backend.state().queued()).isEqualTo(3);
        assertThat(answers).singleElement().isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.kind())
                .isEqualTo(Kind.OVERLOADED));
        assertThat(backend.state().counts().shed()).isEqualTo(1);
    }

    @Test
    void theQueueIsServedInOrderAsCallsEnd() {
        ask(4);
        client.answerOldest(FOUND);
        assertThat(client.all).extracting(request -> request.id).startsWith("0", "1", "2");
        assertThat(answers).containsExactly(FOUND);
    }

    @Test
    void whoWaitsTooLongIsRefused() {
        ask(3);
        time.advance(Duration.ofMillis(251));
        assertThat(answers).singleElement().isInstanceOf(Failed.class);
        client.answerOldest(FOUND);
        assertThat(client.all).hasSize(2);
    }

    @Test
    void aFailedCallIsTriedOnceMoreAndNoOftener() {
        ask(1);
        client.answerOldest(ERROR);
        assertThat(answers).isEmpty();
        time.advance(Duration.ofMillis(61));
        client.answerOldest(ERROR);
        time.advance(Duration.ofSeconds(10));
        assertThat(client.all).hasSize(2);
        assertThat(answers).containsExactly(ERROR);
        assertThat(backend.state().counts().retries()).isEqualTo(1);
    }

    @Test
    void aBrokenAnswerIsTriedOnceMoreButATimeoutIsNot() {
        ask(1);
        client.answerOldest(new Broken("its body is not valid JSON"));
        time.advance(Duration.ofMillis(61));
        client.answerOldest(FOUND);
        assertThat(answers).containsExactly(FOUND);

        ask(1);
        Failed timeout = new Failed(Kind.TIMEOUT, "it did not answer");
        client.answerOldest(timeout);
        time.advance(Duration.ofSeconds(1));
        assertThat(client.open).isEmpty();
        assertThat(answers).containsExactly(FOUND, timeout);
    }

    @Test
    void anAbsentCompanyIsAnAnswerAndNotAFailure() {
        ask(1);
        client.answerOldest(new NotFound());
        assertThat(answers).containsExactly(new NotFound());
        assertThat(backend.state().counts().answers()).isEqualTo(1);
    }

    @Test
    void retryAfterStopsAllCallsForThatLong() {
        ask(4);
        client.answerOldest(new Throttled(Duration.ofSeconds(5)));
        assertThat(answers).hasSize(3).allSatisfy(answer -> assertThat(answer)
                .isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.kind()).isEqualTo(Kind.THROTTLED);
                    assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                }));
        client.answerOldest(FOUND);
        time.advance(Duration.ofMillis(4_900));
        ask(1);
        assertThat(client.all).hasSize(2);
        time.advance(Duration.ofMillis(100));
        ask(1);
        assertThat(client.all).hasSize(3);
    }

    @Test
    void anAbsurdRetryAfterIsBelievedForAMinute() {
        ask(1);
        client.answerOldest(new Throttled(Duration.ofDays(400)));
        assertThat(backend.state().pause()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aThrottleWithoutRetryAfterLowersTheLimitAndIsTriedAgain() {
        ask(2);
        client.answerOldest(new Throttled(Duration.ZERO));
        assertThat(backend.state().limit()).isEqualTo(1);
        client.answerOldest(FOUND);
        time.advance(Duration.ofMillis(61));
        client.answerOldest(FOUND);
        assertThat(answers).containsExactly(FOUND, FOUND);
    }

    @Test
    void aSlowCallIsHedgedAndTheLoserIsCancelled() {
        warmUp(100);
        ask(1);
        time.advance(Duration.ofMillis(101));
        assertThat(client.open).hasSize(2);
        FakeLegacyClient.Request slow = client.open.remove();
        client.answerOldest(FOUND);
        assertThat(answers).endsWith(FOUND).hasSize(101);
        assertThat(slow.cancelled).isTrue();
        assertThat(backend.state().inFlight()).isZero();
        assertThat(backend.state().counts().hedges()).isEqualTo(1);
    }

    @Test
    void nothingIsHedgedWhileTheBackendThrottlesOrIsBusy() {
        warmUp(100);
        ask(1);
        client.answerOldest(new Throttled(Duration.ZERO));
        time.advance(Duration.ofMillis(61));
        ask(1);
        time.advance(Duration.ofSeconds(2));
        assertThat(backend.state().counts().hedges()).isZero();
    }

    @Test
    void hedgesStayInsideTheirBudget() {
        warmUp(100);
        for (int i = 0; i < 1_000; i++) {
            ask(1);
            time.advance(Duration.ofMillis(150));
            while (!client.open.isEmpty()) {
                client.answerOldest(FOUND);
            }
        }
        assertThat(backend.state().counts().hedges()).isLessThanOrEqualTo((long) (1_100 * 0.05) + 3);
    }

    @Test
    void whenMostCallsFailTheCircuitOpensAndOneProbeGoesThrough() {
        for (int i = 0; i < 40; i++) {
            ask(1);
            while (!client.open.isEmpty()) {
                client.answerOldest(ERROR);
            }
            time.advance(Duration.ofMillis(61));
        }
        assertThat(backend.state().breaker()).isEqualTo(CircuitBreaker.State.OPEN);
        int before = client.all.size();
        time.advance(Duration.ofSeconds(31));
        ask(3);
        assertThat(client.all).hasSize(before + 1);
        client.answerOldest(FOUND);
        assertThat(backend.state().breaker()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void everyCallIsAnsweredOnceAndNothingIsLeftBehind() {
        for (int round = 0; round < 300; round++) {
            ask(round % 7);
            if (!client.open.isEmpty()) {
                client.answerOldest(
                        switch (round % 5) {
                            case 0 -> ERROR;
                            case 1 -> new Throttled(Duration.ofMillis(10));
                            case 2 -> new Broken("it gave no company name");
                            default -> FOUND;
                        });
            }
            time.advance(Duration.ofMillis(37));
        }
        for (int i = 0; i < 100; i++) {
            while (!client.open.isEmpty()) {
                client.answerOldest(FOUND);
            }
            time.advance(Duration.ofMillis(100));
        }
        assertThat(answers).hasSize(asked);
        assertThat(backend.state().inFlight()).isZero();
        assertThat(backend.state().queued()).isZero();
        assertThat(time.pending()).isZero();
    }

    private int asked;

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            backend.call(Integer.toString(i), answers::add);
            asked++;
        }
    }

    /** Slow at first, while nothing is hedged yet, so that the 95th percentile is 100 ms. */
    private void warmUp(int calls) {
        for (int i = 0; i < calls; i++) {
            ask(1);
            time.advance(Duration.ofMillis(i < 40 ? 100 : 50));
            client.answerOldest(FOUND);
        }
    }
}

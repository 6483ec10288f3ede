package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;

import dev.quintet.backendify.backend.BackendAnswer.Found;

import static org.assertj.core.api.Assertions.assertThat;

/** Each part at work, on a simulated backend in simulated time: minutes pass in a moment, the same on every machine. */
class BackendSimulationTest {
    private final FakeTimeline time = new FakeTimeline();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20_240_229);
    private long asked;
    private long found;

    @Test
    void aFloodOfCallsGetsNearlyAllThatTheBackendCanGiveAndSeldomTooMuch() {
        LegacyModel model = new LegacyModel(time, random, 50, Duration.ZERO);
        Backend backend = backend(model);
        flood(backend, 1_000, Duration.ofSeconds(30));
        long answeredBefore = model.answered;
        long callsBefore = model.calls;
        long refusedBefore = model.refused;
        flood(backend, 1_000, Duration.ofMinutes(5));

        double rate = (model.answered - answeredBefore) / 300.0;
        double refusedShare = (model.refused - refusedBefore) / (double) (model.calls - callsBefore);
        // 50 slots, of which a call holds one for 0.52 s on average, hangs among them; 93 % of the answers are good.
        double ideal = 50 / (0.222 + 0.01 * 30) * 0.93;
        assertThat(rate).isGreaterThan(0.85 * ideal);
        assertThat(refusedShare).isLessThan(0.05);
        BackendCounts counts = backend.state().counts();
        assertThat(counts.hedges() + counts.retries()).isLessThan(counts.calls() / 10);
    }

    @Test
    void aBackendThatSaysRetryAfterIsMostlyLeftBelowItsLimit() {
        LegacyModel model = new LegacyModel(time, random, 50, Duration.ofSeconds(1));
        Backend backend = backend(model);
        flood(backend, 1_000, Duration.ofSeconds(60));
        long answeredBefore = model.answered;
        flood(backend, 1_000, Duration.ofMinutes(5));

        double ideal = 50 / (0.222 + 0.01 * 30) * 0.93;
        assertThat((model.answered - answeredBefore) / 300.0).isGreaterThan(0.7 * ideal);
        assertThat(model.refused).isLessThan(model.calls / 50);
    }

    @Test
    void theLimitFindsABackendThatBearsMuchMoreAndOneThatBearsMuchLess() {
        LegacyModel strong = new LegacyModel(time, random, 150, Duration.ZERO);
        strong.hangs = 0;
        Backend ofStrong = backend(strong);
        flood(ofStrong, 2_000, Duration.ofMinutes(2));
        assertThat(ofStrong.state().limit()).isBetween(110, 160);

        LegacyModel weak = new LegacyModel(time, random, 5, Duration.ZERO);
        weak.hangs = 0;
        Backend ofWeak = backend(weak);
        flood(ofWeak, 2_000, Duration.ofMinutes(2));
        assertThat(ofWeak.state().limit()).isBetween(3, 7);
    }

    @Test
    void hedgesCatchHangsWhenThereIsRoomAndStayInsideTheirBudget() {
        LegacyModel model = new LegacyModel(time, random, 50, Duration.ZERO);
        model.errors = 0;
        model.broken = 0;
        Backend backend = backend(model);
        flood(backend, 20, Duration.ofMinutes(5));
        BackendCounts counts = backend.state().counts();
        assertThat(counts.hedges()).isBetween(counts.calls() / 100, counts.calls() / 20);
        assertThat(found / (double) asked).isGreaterThan(0.995);
    }

    @Test
    void retriesMendMostErrorsWhenThereIsRoom() {
        LegacyModel model = new LegacyModel(time, random, 50, Duration.ZERO);
        model.hangs = 0;
        Backend backend = backend(model);
        flood(backend, 20, Duration.ofMinutes(5));
        assertThat(found / (double) asked).isGreaterThan(0.99);
    }

    @Test
    void aDeadBackendIsAskedSeldomAndComesBackByItself() {
        LegacyModel model = new LegacyModel(time, random, 50, Duration.ZERO);
        Backend backend = backend(model);
        flood(backend, 50, Duration.ofSeconds(30));
        model.dead = true;
        flood(backend, 50, Duration.ofSeconds(10));
        long before = model.calls;
        flood(backend, 50, Duration.ofMinutes(2));
        assertThat(model.calls - before).isLessThan(15);

        model.dead = false;
        flood(backend, 50, Duration.ofSeconds(31));
        found = 0;
        asked = 0;
        flood(backend, 50, Duration.ofSeconds(30));
        assertThat(found / (double) asked).isGreaterThan(0.95);
    }

    private Backend backend(LegacyClient client) {
        return new Backend(
                BackendAddress.parse("us=http://localhost:9002"), BackendTest.policy(20, 16), client, time, random);
    }

    /** An open loop: so many calls a second, evenly, whatever becomes of them. */
    private void flood(Backend backend, int perSecond, Duration length) {
        Duration gap = Duration.ofSeconds(1).dividedBy(perSecond);
        for (long i = 0; i < length.toSeconds() * perSecond; i++) {
            asked++;
            backend.call("1", answer -> {
                if (answer instanceof Found) {
                    found++;
                }
            });
            time.advance(gap);
        }
    }
}

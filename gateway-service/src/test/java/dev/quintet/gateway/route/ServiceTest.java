package dev.quintet.gateway.route;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Instance a = new Instance("a", 1);
    private final Instance b = new Instance("b", 2);
    private final Instance c = new Instance("c", 3);
    private final Service service = new Service("s", "s-service", List.of(a, b, c), 10);
    private final SplittableRandom random = new SplittableRandom(7);

    private Map<Instance, Integer> choices(int count, Set<Instance> tried, long now) {
        Map<Instance, Integer> chosen = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Lease taken = service.begin(tried, random, now).orElseThrow();
            taken.succeeded();
            taken.end();
            chosen.merge(taken.instance(), 1, Integer::sum);
        }
        return chosen;
    }

    @Test
    void equalInstancesShareTheLoad() {
        assertThat(choices(3_000, Set.of(), 0).values()).hasSize(3).allMatch(count -> count > 800);
    }

    @Test
    void theBusiestOfThreeIsNeverChosen() {
        assertThat(a.begin(0)).isTrue();
        assertThat(choices(300, Set.of(), 0)).containsOnlyKeys(b, c);
    }

    private static void breakOpen(Instance instance) {
        for (int i = 0; i < 5; i++) {
            instance.breaker().failed(0, 0);
        }
    }

    @Test
    void anInstanceWhoseBreakerIsOpenIsPassedOverUntilItMayBeTried() {
        breakOpen(a);
        breakOpen(b);
        assertThat(choices(100, Set.of(), SECOND - 1)).containsOnlyKeys(c);
        assertThat(choices(100, Set.of(), SECOND)).containsOnlyKeys(a, b, c);
    }

    @Test
    void ifAllBreakersAreOpenThereIsNoInstanceAndATimeToComeAgain() {
        List.of(a, b, c).forEach(ServiceTest::breakOpen);
        assertThat(service.begin(Set.of(), random, 0)).isEmpty();
        assertThat(service.opensAgainIn(SECOND / 4)).isEqualTo(Duration.ofMillis(750));
    }

    @Test
    void instancesThatAreNotReadyAreAskedOnlyIfNoOtherIsLeft() {
        a.isReady(false);
        assertThat(choices(100, Set.of(), 0)).containsOnlyKeys(b, c);
        b.isReady(false);
        c.isReady(false);
        assertThat(choices(100, Set.of(), 0)).containsOnlyKeys(a, b, c);
    }

    @Test
    void noInstanceIsTriedTwice() {
        Set<Instance> tried = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            tried.add(service.begin(tried, random, 0).orElseThrow().instance());
        }
        assertThat(tried).hasSize(3);
        assertThat(service.begin(tried, random, 0)).isEmpty();
    }

    @Test
    void aNameToLookUpHasAPort() {
        assertThat(DnsName.parse("dns://task.quintet.svc:8000")).isEqualTo(new DnsName("task.quintet.svc", 8000));
        assertThatThrownBy(() -> DnsName.parse("dns://task")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DnsName.parse("dns://task:1/x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInstanceIsAnHttpUrlAndNoMore() {
        assertThat(Instance.parse("http://host:81")).hasToString("host:81");
        assertThat(Instance.parse("http://host/")).hasToString("host:80");
        assertThat(Instance.parse("http://[::1]:81")).hasToString("[::1]:81");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host:81", "https://h:1", "http://", "http://h:1/x", "http://u@h:1", "http://h:1?x", "http://a b"
            })
    void anythingElseIsNot(String url) {
        assertThatThrownBy(() -> Instance.parse(url)).isInstanceOf(IllegalArgumentException.class);
    }
}

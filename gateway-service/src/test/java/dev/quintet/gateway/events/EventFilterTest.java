package dev.quintet.gateway.events;

import java.util.List;
import java.util.stream.IntStream;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventFilterTest {
    private static FeedEvent event(String service, String kind) {
        return new FeedEvent(new EventId(1, 0), service, kind, Buffer.buffer());
    }

    @Test
    void withoutValuesAllIsWanted() {
        assertThat(EventFilter.of(List.of(), List.of("")).wants(event("a", "b")))
                .isTrue();
    }

    @Test
    void anyOfTheServicesAndAnyOfTheKinds() {
        EventFilter filter = EventFilter.of(List.of("a,b"), List.of("x", "workload.*"));
        assertThat(filter.wants(event("a", "x"))).isTrue();
        assertThat(filter.wants(event("b", "workload.started"))).isTrue();
        assertThat(filter.wants(event("c", "x"))).isFalse();
        assertThat(filter.wants(event("a", "y"))).isFalse();
        assertThat(filter.wants(event("a", "workload"))).isFalse();
        assertThat(filter.wants(event("a", "workloads.x"))).isFalse();
    }

    @Test
    void tooManyValuesAreRefused() {
        List<String> many = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
        assertThatThrownBy(() -> EventFilter.of(many, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsAreOrderedByTimeThenSequence() {
        assertThat(EventId.parse("10-2").orElseThrow())
                .isGreaterThan(EventId.parse("9-99").orElseThrow())
                .isLessThan(EventId.parse("10-10").orElseThrow())
                .hasToString("10-2");
        assertThat(List.of("", "1", "1-", "-1", "a-b", "1-1-1", "1 -1", "1-" + "9".repeat(19)))
                .allSatisfy(text -> assertThat(EventId.parse(text)).isEmpty());
    }
}

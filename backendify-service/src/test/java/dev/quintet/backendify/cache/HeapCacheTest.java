package dev.quintet.backendify.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HeapCacheTest {
    private static final Duration DAY = Duration.ofHours(24);

    private final MovableClock clock = new MovableClock();
    private final List<String> evicted = new ArrayList<>();
    private final HeapCache cache = cache(1 << 20);

    private HeapCache cache(long maxBytes) {
        return new HeapCache(
                maxBytes, DAY, Duration.ofSeconds(60), clock, clock::nanos, (key, stored) -> evicted.add(key));
    }

    @Test
    void aCompanyIsKeptForADayAndNoLonger() {
        cache.put("us1", found());
        clock.advance(DAY.minusSeconds(1));
        assertThat(cache.get("us1")).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.get("us1")).isEmpty();
    }

    @Test
    void anAbsenceIsKeptForAMinute() {
        cache.put("us1", StoredCompany.absent(clock.instant()));
        clock.advance(Duration.ofSeconds(59));
        assertThat(cache.get("us1")).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.get("us1")).isEmpty();
    }

    @Test
    void whatHasExpiredIsDroppedThoughNobodyAsksForIt() {
        for (int i = 0; i < 1_000; i++) {
            cache.put("us" + i, found());
        }
        assertThat(cache.bytes()).isPositive();
        clock.advance(DAY.plusSeconds(2));
        cache.cleanUp();
        assertThat(cache.entries()).isZero();
        assertThat(cache.bytes()).isZero();
        assertThat(evicted).isEmpty();
    }

    @Test
    void aCompanyFromTheSecondLevelKeepsItsAge() {
        byte[] old = found();
        clock.advance(DAY.minusMinutes(1));
        cache.put("us1", old);
        assertThat(cache.get("us1")).isPresent();
        clock.advance(Duration.ofMinutes(1).plusSeconds(2));
        cache.cleanUp();
        assertThat(cache.entries()).isZero();
        cache.put("us1", old);
        assertThat(cache.entries()).isZero();
    }

    @Test
    void itNeverHoldsMoreBytesThanAllowedAndTellsWhatHadToGo() {
        for (int i = 0; i < 20_000; i++) {
            cache.put("us" + i, found());
        }
        cache.cleanUp();
        assertThat(cache.bytes()).isLessThanOrEqualTo(1 << 20);
        assertThat(cache.entries()).isGreaterThan(3_000);
        assertThat(evicted.size() + cache.entries()).isEqualTo(20_000);
    }

    @ParameterizedTest
    @CsvSource({"8, 12", "20, 30", "200, 100", "1024, 500"})
    void theWeightIsWhatTheHeapSays(int idLength, int nameLength) {
        int entries = 40_000_000 / (300 + idLength + nameLength);
        HeapCache large = cache(1L << 30);
        String name = "n".repeat(nameLength);
        for (int i = 0; i < entries; i++) {
            large.put(key(i, idLength), StoredCompany.found(name, Optional.empty(), clock.instant()));
        }
        large.cleanUp();
        long weight = large.bytes();
        long with = usedHeap();
        assertThat(large.entries()).isEqualTo(entries);
        large.clear();
        large.cleanUp();
        long taken = with - usedHeap();
        // The table and the sketch stay when the entries go; they are 16 bytes or so of each.
        assertThat(weight).isCloseTo(taken + 24L * entries, Percentage.withPercentage(12));
    }

    @Test
    void charactersBeyondLatin1AreCountedTwice() {
        assertThat(HeapCache.weigh("us漢漢漢漢漢漢漢漢", new byte[8]) - HeapCache.weigh("usabcdefgh", new byte[8]))
                .isCloseTo(10, within(6));
    }

    private static String key(int i, int length) {
        String digits = Integer.toString(i);
        return "us" + "0".repeat(Math.max(0, length - digits.length())) + digits;
    }

    private byte[] found() {
        return StoredCompany.found("Acme", Optional.of(Instant.parse("2031-01-01T00:00:00Z")), clock.instant());
    }

    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            used = Math.min(
                    used,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return used;
    }
}

package dev.quintet.backendify.cache;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoredCompanyTest {
    private static final Instant NOW = Instant.parse("2024-02-29T12:00:00.9Z");

    @Property
    void everyCompanyIsReadAsItWasStored(
            @ForAll("names") String name,
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll boolean ends) {
        Optional<Instant> end = ends ? Optional.of(Instant.ofEpochSecond(second, nano)) : Optional.empty();
        byte[] stored = StoredCompany.found(name, end, NOW);
        assertThat(StoredCompany.isValid(stored)).isTrue();
        assertThat(StoredCompany.exists(stored)).isTrue();
        assertThat(StoredCompany.name(stored)).isEqualTo(name);
        assertThat(StoredCompany.activeUntil(stored)).isEqualTo(end);
    }

    @Test
    void itsAgeIsInWholeSecondsAlsoAfter2038() {
        Instant late = Instant.parse("2060-01-01T00:00:00Z");
        assertThat(StoredCompany.age(StoredCompany.absent(late), late.getEpochSecond() + 7))
                .isEqualTo(7);
        assertThat(StoredCompany.age(StoredCompany.absent(late), late.getEpochSecond() - 7))
                .isZero();
    }

    @Test
    void anAbsenceIsNoCompany() {
        byte[] absent = StoredCompany.absent(NOW);
        assertThat(StoredCompany.exists(absent)).isFalse();
        assertThat(StoredCompany.isValid(absent)).isTrue();
        assertThat(absent).hasSize(5);
    }

    @Property
    void foreignBytesAreSeenToBeSo(@ForAll byte[] bytes) {
        if (StoredCompany.isValid(bytes)) {
            assertThat(StoredCompany.age(bytes, 0)).isNotNegative();
            assertThat(StoredCompany.activeUntil(bytes)).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(40).filter(text -> StandardCharsets.UTF_8
                .newEncoder()
                .canEncode(text));
    }
}

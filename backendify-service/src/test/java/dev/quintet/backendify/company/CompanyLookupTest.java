package dev.quintet.backendify.company;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import dev.quintet.backendify.backend.Backend;
import dev.quintet.backendify.backend.BackendAddress;
import dev.quintet.backendify.backend.BackendAnswer;
import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.backend.BackendAnswer.Found;
import dev.quintet.backendify.backend.BackendPolicy;
import dev.quintet.backendify.backend.Backends;
import dev.quintet.backendify.backend.Cancellable;
import dev.quintet.backendify.backend.FakeTimeline;
import dev.quintet.backendify.cache.CompanyCache;
import dev.quintet.backendify.cache.CompanyKey;
import dev.quintet.backendify.cache.HeapCache;
import dev.quintet.backendify.cache.MovableClock;
import dev.quintet.backendify.cache.NoSecondLevel;
import dev.quintet.backendify.cache.StoredCompany;
import dev.quintet.backendify.company.LookupAnswer.Known;
import dev.quintet.backendify.company.LookupAnswer.Late;
import dev.quintet.backendify.company.LookupAnswer.Refused;
import dev.quintet.backendify.company.LookupAnswer.Source;
import dev.quintet.backendify.company.LookupAnswer.UnknownCountry;

import static org.assertj.core.api.Assertions.assertThat;

class CompanyLookupTest {
    private static final Duration DEADLINE = Duration.ofMillis(950);
    private static final CompanyKey KEY = new CompanyKey("us", "1");

    private final FakeTimeline time = new FakeTimeline();
    private final MovableClock clock = new MovableClock();
    private final List<Consumer<BackendAnswer>> calls = new ArrayList<>();
    private final List<LookupAnswer> answers = new ArrayList<>();
    private final CompanyCache cache = new CompanyCache(
            new HeapCache(
                    1 << 20, Duration.ofHours(24), Duration.ofSeconds(60), clock, clock::nanos, (key, stored) -> {}),
            new NoSecondLevel());
    private final CompanyLookup lookup = new CompanyLookup(cache, backends(), time, clock, 3);

    private Backends backends() {
        BackendPolicy policy = new BackendPolicy(
                1,
                10,
                10,
                Duration.ofSeconds(1),
                10,
                Duration.ofSeconds(1),
                0,
                0,
                0,
                Duration.ofMillis(1),
                1,
                100,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        Backends backends = new Backends(address -> new Backend(
                address,
                policy,
                (id, then) -> {
                    calls.add(then);
                    return Cancellable.NONE;
                },
                time,
                new java.util.SplittableRandom(1)));
        backends.put(BackendAddress.parse("us=http://localhost:9002"));
        return backends;
    }

    @Test
    void allWhoAskForTheSameShareOneCall() {
        ask();
        ask();
        assertThat(calls).hasSize(1);
        answer(new Found("Acme", Optional.empty()));
        assertThat(answers).extracting(CompanyLookupTest::source).containsExactly(Source.BACKEND, Source.COALESCED);
        assertThat(lookup.known(KEY)).isPresent();
        assertThat(lookup.flights()).isZero();
        assertThat(lookup.waiting()).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void whoWaitsIsAnsweredByTheDeadlineAndTheCallFillsTheCache() {
        ask();
        time.advance(DEADLINE);
        assertThat(answers).singleElement().isInstanceOf(Late.class);
        answer(new Found("Acme", Optional.empty()));
        assertThat(answers).hasSize(1);
        assertThat(lookup.known(KEY).map(known -> StoredCompany.name(known.stored())))
                .contains("Acme");
    }

    @Test
    void theFirstAskersLeavingDoesNotEndTheCallThatOthersWaitFor() {
        Cancellable first = ask();
        ask();
        first.cancel();
        answer(new Found("Acme", Optional.empty()));
        assertThat(answers)
                .singleElement()
                .extracting(CompanyLookupTest::source)
                .isEqualTo(Source.COALESCED);
    }

    @Test
    void aFailureIsToldToAllAndNotRemembered() {
        ask();
        ask();
        answer(new Broken("it gave no company name"));
        assertThat(answers).hasSize(2).allSatisfy(answer -> assertThat(answer).isInstanceOf(Refused.class));
        assertThat(lookup.known(KEY)).isEmpty();
        ask();
        assertThat(calls).hasSize(2);
    }

    @Test
    void moreThanMayWaitAreRefusedAtOnce() {
        for (int i = 0; i < 4; i++) {
            ask();
        }
        assertThat(answers).singleElement().isInstanceOf(Refused.class);
        time.advance(DEADLINE);
        assertThat(lookup.waiting()).isZero();
    }

    @Test
    void aCountryThatNobodyServesIsUnknown() {
        lookup.ask(new CompanyKey("zz", "1"), DEADLINE, answers::add);
        assertThat(answers).singleElement().isInstanceOf(UnknownCountry.class);
        assertThat(lookup.waiting()).isZero();
    }

    private Cancellable ask() {
        return lookup.ask(KEY, DEADLINE, answers::add);
    }

    private void answer(BackendAnswer answer) {
        calls.get(calls.size() - 1).accept(answer);
    }

    private static Source source(LookupAnswer answer) {
        return ((Known) answer).source();
    }
}

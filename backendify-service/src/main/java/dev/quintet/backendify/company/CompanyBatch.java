package dev.quintet.backendify.company;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.quintet.backendify.backend.Timeline;
import dev.quintet.backendify.cache.CompanyKey;
import dev.quintet.backendify.cache.StoredCompany;
import dev.quintet.backendify.company.LookupAnswer.Known;
import dev.quintet.backendify.company.LookupAnswer.Late;
import dev.quintet.backendify.metrics.Outcome;
import dev.quintet.backendify.metrics.RequestMetrics;
import dev.quintet.common.api.backendify.CompanyQuestion;
import dev.quintet.common.api.backendify.CompanyResult;
import dev.quintet.common.api.backendify.CompanyView;
import dev.quintet.common.problem.ProblemException;

/**
 * Answers many questions inside one deadline, a few at once: all at once they would fill the short queues behind which the
 * backends are, and most would be sent away.
 */
final class CompanyBatch {
    private final CompanyLookup lookup;
    private final LookupProblems problems;
    private final RequestMetrics metrics;
    private final Timeline timeline;
    private final Clock clock;
    private final List<CompanyQuestion> questions;
    private final Consumer<List<CompanyResult>> then;
    private final long endsAt;
    private final AtomicReferenceArray<CompanyResult> results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger open;

    CompanyBatch(
            CompanyLookup lookup,
            LookupProblems problems,
            RequestMetrics metrics,
            Timeline timeline,
            Clock clock,
            Duration deadline,
            List<CompanyQuestion> questions,
            Consumer<List<CompanyResult>> then) {
        this.lookup = lookup;
        this.problems = problems;
        this.metrics = metrics;
        this.timeline = timeline;
        this.clock = clock;
        this.questions = questions;
        this.then = then;
        this.endsAt = timeline.nanoTime() + deadline.toNanos();
        this.results = new AtomicReferenceArray<>(questions.size());
        this.open = new AtomicInteger(questions.size());
    }

    /** Begins; {@code then} is called once, on any thread, with the results in the questions' order. */
    void start(int concurrency) {
        for (int i = 0; i < concurrency; i++) {
            askNext();
        }
    }

    private void askNext() {
        int index = next.getAndIncrement();
        if (index < questions.size()) {
            ask(index, timeline.nanoTime());
        }
    }

    private void ask(int index, long since) {
        CompanyQuestion question = questions.get(index);
        CompanyKey key;
        try {
            key = key(question);
        } catch (IllegalArgumentException malformed) {
            ProblemException problem = LookupProblems.badRequest(malformed.getMessage());
            metrics.ended(Outcome.BAD_REQUEST, false, 0);
            done(index, failure(question, problem));
            return;
        }
        Consumer<LookupAnswer> answered = answer -> {
            metrics.ended(LookupOutcomes.of(answer), LookupOutcomes.isHit(answer), timeline.nanoTime() - since);
            done(index, result(question, key, answer));
        };
        Optional<Known> known = lookup.known(key);
        long left = endsAt - timeline.nanoTime();
        if (known.isPresent()) {
            answered.accept(known.get());
        } else if (left <= 0) {
            answered.accept(new Late());
        } else {
            lookup.ask(key, Duration.ofNanos(left), answered);
        }
    }

    private void done(int index, CompanyResult result) {
        results.set(index, result);
        if (open.decrementAndGet() == 0) {
            then.accept(
                    IntStream.range(0, results.length()).mapToObj(results::get).toList());
        } else {
            askNext();
        }
    }

    private static CompanyKey key(CompanyQuestion question) {
        if (question.id() == null) {
            throw new IllegalArgumentException("id is missing");
        }
        if (question.countryIso() == null) {
            throw new IllegalArgumentException("country_iso is missing");
        }
        return new CompanyKey(question.countryIso(), question.id());
    }

    private CompanyResult result(CompanyQuestion question, CompanyKey key, LookupAnswer answer) {
        if (!(answer instanceof Known known)) {
            return failure(question, problems.of(answer, key));
        }
        if (!StoredCompany.exists(known.stored())) {
            return failure(question, LookupProblems.absent(key));
        }
        Optional<Instant> until = StoredCompany.activeUntil(known.stored());
        CompanyView company = new CompanyView(
                question.id(),
                StoredCompany.name(known.stored()),
                CompanyJson.isActive(until, clock.instant()),
                until.map(Instant::toString).orElse(null));
        return new CompanyResult(question.id(), question.countryIso(), 200, known.source().header, company, null, null);
    }

    private static CompanyResult failure(CompanyQuestion question, ProblemException problem) {
        return new CompanyResult(
                question.id(),
                question.countryIso(),
                problem.status(),
                null,
                null,
                "urn:quintet:problem:" + problem.slug(),
                problem.getMessage());
    }
}

package dev.quintet.backendify.company;

import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.cache.StoredCompany;
import dev.quintet.backendify.company.LookupAnswer.Known;
import dev.quintet.backendify.company.LookupAnswer.Refused;
import dev.quintet.backendify.company.LookupAnswer.Source;
import dev.quintet.backendify.company.LookupAnswer.UnknownCountry;
import dev.quintet.backendify.metrics.Outcome;

/** What the metrics call an answer. */
final class LookupOutcomes {
    private LookupOutcomes() {}

    static Outcome of(LookupAnswer answer) {
        if (answer instanceof Known known) {
            return StoredCompany.exists(known.stored()) ? of(known.source()) : Outcome.NOT_FOUND;
        }
        if (answer instanceof UnknownCountry) {
            return Outcome.NOT_FOUND;
        }
        if (answer instanceof Refused refused) {
            return refused.why() instanceof Broken ? Outcome.BROKEN : Outcome.FAILED;
        }
        return Outcome.LATE;
    }

    /** Whether a cache knew, also that there is no such company. */
    static boolean isHit(LookupAnswer answer) {
        return answer instanceof Known known && (known.source() == Source.HIT || known.source() == Source.SECOND_LEVEL);
    }

    private static Outcome of(Source source) {
        return switch (source) {
            case HIT -> Outcome.HIT;
            case SECOND_LEVEL -> Outcome.HIT_SECOND_LEVEL;
            case BACKEND -> Outcome.MISS;
            case COALESCED -> Outcome.COALESCED;
        };
    }
}

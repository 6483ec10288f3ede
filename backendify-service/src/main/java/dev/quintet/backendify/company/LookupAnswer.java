package dev.quintet.backendify.company;

import dev.quintet.backendify.backend.BackendAnswer;

/** What came of a question for a company. */
sealed interface LookupAnswer {
    /** It is known whether the company exists. Not a record: arrays have no value equality to promise. */
    final class Known implements LookupAnswer {
        private final byte[] stored;
        private final Source source;

        Known(byte[] stored, Source source) {
            this.stored = stored;
            this.source = source;
        }

        /** See {@link dev.quintet.backendify.cache.StoredCompany}; not to be changed. */
        byte[] stored() {
            return stored;
        }

        Source source() {
            return source;
        }
    }

    /**
     * The backend did not answer, or not as promised.
     *
     * @param why {@link BackendAnswer.Failed} or {@link BackendAnswer.Broken}
     */
    record Refused(BackendAnswer why) implements LookupAnswer {}

    /** The backend has not answered by the deadline; the call goes on. */
    record Late() implements LookupAnswer {}

    /** Nobody serves the country. */
    record UnknownCountry() implements LookupAnswer {}

    /** Where an answer came from, as the header {@code X-Cache} says it. */
    enum Source {
        HIT("HIT"),
        SECOND_LEVEL("HIT-L2"),
        BACKEND("MISS"),
        COALESCED("COALESCED");

        final String header;

        Source(String header) {
            this.header = header;
        }
    }
}

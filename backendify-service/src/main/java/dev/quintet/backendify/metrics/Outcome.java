package dev.quintet.backendify.metrics;

/** How a request for a company ended, as the metrics count it. */
public enum Outcome {
    HIT("hit"),
    HIT_SECOND_LEVEL("hit_l2"),
    MISS("miss"),
    COALESCED("coalesced"),
    NOT_FOUND("not_found"),
    BAD_REQUEST("bad_request"),
    LATE("late"),
    FAILED("backend_failed"),
    BROKEN("backend_broken"),
    ABORTED("aborted");

    private final String tag;

    Outcome(String tag) {
        this.tag = tag;
    }

    /** The value of the tag {@code outcome}. */
    public String tag() {
        return tag;
    }

    /** Answered 200. */
    public boolean isCompany() {
        return this == HIT || this == HIT_SECOND_LEVEL || this == MISS || this == COALESCED;
    }

    /** The backend's fault. */
    public boolean isUpstreamFailure() {
        return this == LATE || this == FAILED || this == BROKEN;
    }
}

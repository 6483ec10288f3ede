package dev.quintet.common.api.badge;

/** Redis streams of the badge API. */
public final class BadgeStreams {
    /** Scores and statuses on their way to the score processor. */
    public static final String SCORES = "quintet:badges:scores";
    /** The consumer group of all score processors. */
    public static final String SCORE_PROCESSORS = "score-processors";
    /** Messages on their way to Discord. */
    public static final String MESSAGES = "quintet:badges:messages";
    /** The consumer group of all notifiers. */
    public static final String NOTIFIERS = "notifiers";

    private BadgeStreams() {}
}

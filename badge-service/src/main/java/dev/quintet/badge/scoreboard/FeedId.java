package dev.quintet.badge.scoreboard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.quintet.common.problem.ProblemException;

/** The id of an entry of the feed, {@code <milliseconds>-<sequence>}; ordered. */
record FeedId(long millis, long sequence) implements Comparable<FeedId> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /** Text of another form is 400. */
    static FeedId parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw ProblemException.of(400, "bad-event-id", "Last-Event-ID is not the id of an event of this stream.");
        }
        return new FeedId(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
    }

    @Override
    public int compareTo(FeedId other) {
        int byMillis = Long.compare(millis, other.millis);
        return byMillis != 0 ? byMillis : Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}

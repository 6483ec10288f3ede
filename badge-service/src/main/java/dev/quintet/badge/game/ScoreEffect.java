package dev.quintet.badge.game;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import dev.quintet.badge.database.Session;

/** What a new score sets off, once: an achievement, the end of a challenge. Most scores set off nothing. */
public interface ScoreEffect {
    /** The original's name of the event, for the metric {@code processed}. */
    String event();

    /**
     * Which of the scores may set it off, by record id: one statement for all of them, and nothing is locked. A score
     * that is not among them sets it off neither now nor later.
     */
    Set<Long> candidates(Session session, List<StoredScore> scores) throws SQLException;

    /** Runs in the transaction that takes the score's event, for a candidate; the score's person is locked. */
    void apply(Session session, StoredScore score) throws SQLException;

    /** Runs in the transaction that takes the score away; its person is locked. What has been decided stays. */
    default void takeBack(Session session, StoredScore score) throws SQLException {}
}

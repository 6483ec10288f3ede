package dev.quintet.badge.game;

import java.sql.SQLException;

import dev.quintet.badge.database.Session;

/** What a new score sets off, once: an achievement, the end of a challenge. */
public interface ScoreEffect {
    /** The original's name of the event, for the metric {@code processed}. */
    String event();

    /** Runs in the transaction that takes the score's event; the score's person is locked. */
    void apply(Session session, StoredScore score) throws SQLException;
}

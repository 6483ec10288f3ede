package dev.quintet.badge.game;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.ScoreRow;

/** Lists of scores from PostgreSQL, each by an index. */
@Singleton
public class ScoreLists {
    // The page is cut before the joins: rows that are skipped cost no more than their index entry.
    private static final String ROWS =
            """
            SELECT g.name, s.score, s.duration_ms, u.discord_handle
            FROM (SELECT * FROM scores s WHERE state = 'kept' AND %s ORDER BY %s LIMIT ? OFFSET ?) s
            JOIN games g ON g.id = s.game_id
            JOIN badges b ON b.id = s.badge_id
            JOIN users u ON u.id = b.user_id
            ORDER BY %s
            """;

    private final Database database;

    ScoreLists(Database database) {
        this.database = database;
    }

    /**
     * Everybody's scores of a game.
     *
     * @param bracket only of people of this bracket; 0 for all
     * @param before only scores stored before this, in milliseconds since 1970; 0 for all
     */
    public List<ScoreRow> ofGame(Game game, int bracket, long before, Page page) {
        List<Object> parameters = new ArrayList<>(List.of(game.id()));
        String where = "game_id = ?";
        if (bracket != 0) {
            // Correlated, so that the walk down the index stops when the page is full.
            where += " AND (SELECT u.bracket_id FROM badges b JOIN users u ON u.id = b.user_id"
                    + " WHERE b.id = s.badge_id) = ?";
            parameters.add(bracket);
        }
        if (before != 0) {
            where += " AND created_at < to_timestamp(? / 1000.0)";
            parameters.add(before);
        }
        parameters.add(page.size());
        parameters.add(page.offset());
        return list(where, page, parameters.toArray());
    }

    /** A badge's scores of all games. */
    public List<ScoreRow> ofBadge(long badgeId, Page page) {
        return list("badge_id = ?", page, badgeId, page.size(), page.offset());
    }

    /** A badge's scores of a game. */
    public List<ScoreRow> ofBadge(long badgeId, Game game, Page page) {
        return list("badge_id = ? AND game_id = ?", page, badgeId, game.id(), page.size(), page.offset());
    }

    private List<ScoreRow> list(String where, Page page, Object... parameters) {
        String order = order(page.sort());
        String sql = ROWS.formatted(where, order, order);
        return database.read(session -> session.list(sql, ScoreLists::read, parameters));
    }

    private static String order(Sort sort) {
        return switch (sort.ofNumbers()) {
            case WORST -> "s.score, s.duration_ms DESC, s.id DESC";
            case RECENT -> "s.id DESC";
            case STALE -> "s.id";
            default -> "s.score DESC, s.duration_ms, s.id";
        };
    }

    private static ScoreRow read(ResultSet row) throws SQLException {
        Score score = new Score(row.getLong("score"), row.getLong("duration_ms"));
        return new ScoreRow(row.getString("name"), score.points(), score.duration(), row.getString("discord_handle"));
    }
}

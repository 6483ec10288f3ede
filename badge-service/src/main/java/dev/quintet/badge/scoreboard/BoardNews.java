package dev.quintet.badge.scoreboard;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.badge.game.StoredScore;
import dev.quintet.common.api.badge.BoardChange;

/** What the feed tells of a score. It is news, not work: the feed is trimmed. */
@Singleton
class BoardNews {
    /** The Redis stream. */
    static final String FEED = "quintet:badges:{boards}:feed";
    /** About how many entries are kept for those who resume. */
    static final int KEPT = 10_000;

    private final ObjectMapper json;
    private final Brackets brackets;
    private final Freeze freeze;

    BoardNews(ObjectMapper json, Brackets brackets, Freeze freeze) {
        this.json = json;
        this.brackets = brackets;
        this.freeze = freeze;
    }

    /** As JSON; empty if the boards were frozen before the score came. */
    String of(StoredScore score) {
        return freeze.isPublic(score.createdAt())
                ? write(new BoardChange(
                        score.id(),
                        score.game().name(),
                        score.score().points(),
                        score.score().duration(),
                        score.handle(),
                        brackets.name(score.bracketId()).orElse(null),
                        null))
                : "";
    }

    /** The inverse of {@link #of}. */
    BoardChange read(String text) {
        try {
            return json.readValue(text, BoardChange.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalArgumentException("the feed holds what this service did not write", foreign);
        }
    }

    String write(BoardChange change) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a change that cannot be written as JSON", impossible);
        }
    }
}

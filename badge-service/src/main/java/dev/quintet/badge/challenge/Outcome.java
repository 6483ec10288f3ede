package dev.quintet.badge.challenge;

import dev.quintet.badge.game.Score;

/** How a challenge ends once both have scored: the higher score wins, of equal ones the shorter duration. */
enum Outcome {
    CHALLENGER_WINS,
    OPPONENT_WINS,
    DRAW;

    static Outcome of(Score challenger, Score opponent) {
        int order = challenger.compareTo(opponent);
        if (order == 0) {
            return DRAW;
        }
        return order < 0 ? CHALLENGER_WINS : OPPONENT_WINS;
    }
}

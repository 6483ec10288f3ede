package dev.quintet.badge.game;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.badge.body.Decimals;

/** Reads the numbers of a score, within their bounds. */
final class ScoreNumbers {
    static final String POINTS = "must be a whole number from 0 to " + Score.MAX_POINTS;
    static final String DURATION = "must be a number from 0 to " + Score.MAX_DURATION_MILLIS / 1000;

    private ScoreNumbers() {}

    /** Empty if it is no whole number in range. */
    static Optional<Long> points(JsonNode node) {
        return Decimals.read(node)
                .filter(value -> value.compareTo(BigDecimal.valueOf(Score.MAX_POINTS)) <= 0)
                .filter(value -> value.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::longValueExact);
    }

    /** In thousandths, rounded; empty if it is no number in range. */
    static Optional<Long> durationMillis(JsonNode node) {
        return Decimals.read(node)
                .filter(value -> value.compareTo(BigDecimal.valueOf(Score.MAX_DURATION_MILLIS, 3)) <= 0)
                .map(value ->
                        value.setScale(3, RoundingMode.HALF_UP).unscaledValue().longValueExact());
    }
}

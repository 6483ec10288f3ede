package dev.quintet.badge.body;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads what badges send as numbers: JSON numbers, or strings of digits. */
public final class Decimals {
    // No exponent: "1e999999999" is a short text but a long number.
    private static final Pattern TEXT = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");

    private Decimals() {}

    /** The number, zero or more; empty if it is none, or absent. */
    public static Optional<BigDecimal> read(JsonNode node) {
        if (node == null) {
            return Optional.empty();
        }
        BigDecimal value = null;
        if (node.isIntegralNumber()) {
            value = new BigDecimal(node.bigIntegerValue());
        } else if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            value = BigDecimal.valueOf(node.doubleValue());
        } else if (node.isTextual() && TEXT.matcher(node.textValue().strip()).matches()) {
            value = new BigDecimal(node.textValue().strip());
        }
        return Optional.ofNullable(value).filter(number -> number.signum() >= 0);
    }
}

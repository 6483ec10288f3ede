package dev.quintet.badge.paging;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.quintet.common.problem.ProblemException;

/** The orders of the original's lists. */
public enum Sort {
    /** Score descending, then duration ascending, then first come. */
    BEST,
    /** The reverse of {@link #BEST}. */
    WORST,
    /** Last come first. */
    RECENT,
    /** First come first. */
    STALE,
    /** Ascending: names from A; of scores and readings as {@link #WORST}. */
    ASC,
    /** Descending: names from Z; of scores and readings as {@link #BEST}. */
    DESC;

    private static final String ALLOWED =
            Arrays.stream(values()).map(Sort::wireName).collect(Collectors.joining(", "));

    static Sort parse(String text, Sort byDefault) {
        if (text == null) {
            return byDefault;
        }
        for (Sort sort : values()) {
            if (sort.wireName().equals(text)) {
                return sort;
            }
        }
        throw ProblemException.of(400, "bad-sort", "sortBy must be one of " + ALLOWED + ".");
    }

    /** ASC and DESC as the order of a list of scores or readings; all others are themselves. */
    public Sort ofNumbers() {
        return switch (this) {
            case ASC -> WORST;
            case DESC -> BEST;
            default -> this;
        };
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.quintet.anomaly.evaluation;

import java.util.List;

/**
 * A method's answer.
 *
 * @param causes likeliest first
 * @param unknown whether it says that none of them fits
 */
record Ranking(List<String> causes, boolean unknown) {
    Ranking {
        causes = List.copyOf(causes);
    }

    /** The part of the true causes that is among the first so many answers. */
    double found(List<String> truth, int first) {
        List<String> named = causes.subList(0, Math.min(first, causes.size()));
        return truth.stream().filter(named::contains).count() / (double) truth.size();
    }
}

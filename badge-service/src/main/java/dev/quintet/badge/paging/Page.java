package dev.quintet.badge.paging;

import dev.quintet.common.problem.ProblemException;

/**
 * A part of a list.
 *
 * @param number 1 to {@link #MAX_NUMBER}
 * @param size rows, 1 to {@link #MAX_SIZE}
 */
public record Page(int number, int size, Sort sort) {
    /** Bounds what an offset costs. */
    public static final int MAX_NUMBER = 100_000;

    public static final int MAX_SIZE = 100;

    public Page {
        if (number < 1 || number > MAX_NUMBER) {
            throw ProblemException.of(400, "bad-page", "page must be a whole number from 1 to " + MAX_NUMBER + ".");
        }
        if (size < 1 || size > MAX_SIZE) {
            throw ProblemException.of(400, "bad-page", "pageSize must be a whole number from 1 to " + MAX_SIZE + ".");
        }
    }

    /** The number of rows before this page. */
    public int offset() {
        return (number - 1) * size;
    }
}

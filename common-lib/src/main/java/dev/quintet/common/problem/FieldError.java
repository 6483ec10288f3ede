package dev.quintet.common.problem;

import java.util.List;

/**
 * One reason why a body was refused.
 *
 * @param loc where, from the outside in: {@code ["body", "lines", "0", "price"]}
 * @param msg what is wrong, a sentence for a person
 */
public record FieldError(List<String> loc, String msg) {
    public FieldError {
        loc = List.copyOf(loc);
    }

    /** An error of a top-level field of the body. */
    public static FieldError body(String field, String msg) {
        return new FieldError(List.of("body", field), msg);
    }
}

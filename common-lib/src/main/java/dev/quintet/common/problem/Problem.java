package dev.quintet.common.problem;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The body of every error answer.
 *
 * @param type {@code urn:quintet:problem:<slug>}; stable, for programs
 * @param title the slug in words
 * @param status the HTTP status
 * @param detail what went wrong this time, for a person; never a stack trace, class name or SQL
 * @param instance the path that was asked for
 * @param traceId 32 hexadecimal digits; the log has the same
 * @param errors the fields at fault, empty for anything but refused bodies and parameters
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String traceId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "urn:quintet:problem:";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem whose title is its slug in words: {@code not-found} becomes "Not found". */
    public static Problem of(
            int status, String slug, String detail, String instance, String traceId, List<FieldError> errors) {
        String words = slug.replace('-', ' ');
        String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return new Problem(TYPE_PREFIX + slug, title, status, detail, instance, traceId, errors);
    }
}

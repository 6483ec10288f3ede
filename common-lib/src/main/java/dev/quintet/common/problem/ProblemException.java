package dev.quintet.common.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A failure that the client is told about as it is: status, slug and detail go into the {@link Problem}. */
public class ProblemException extends RuntimeException {
    private final int status;
    private final String slug;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    protected ProblemException(int status, String slug, String detail, Throwable cause) {
        this(status, slug, detail, cause, List.of(), Map.of());
    }

    /** For a dependency's failure: the client is told when to come again. */
    protected ProblemException(int status, String slug, String detail, Throwable cause, Duration retryAfter) {
        this(status, slug, detail, cause, List.of(), Map.of("Retry-After", seconds(retryAfter)));
    }

    private ProblemException(
            int status,
            String slug,
            String detail,
            Throwable cause,
            List<FieldError> errors,
            Map<String, String> headers) {
        // Refusals are part of normal work, many a second under overload: nobody reads where they were made.
        super(detail, cause, true, status == 500);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not an error status: " + status);
        }
        this.status = status;
        this.slug = slug;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    /**
     * @param status 400 to 599
     * @param slug the last part of the problem's type, lower case with dashes
     * @param detail a sentence for the client
     */
    public static ProblemException of(int status, String slug, String detail) {
        return new ProblemException(status, slug, detail, null);
    }

    /** 422: the named fields are refused. */
    public static ProblemException invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? String.join(".", errors.get(0).loc()) + " " + errors.get(0).msg()
                : errors.size() + " fields are not valid";
        return of(422, "validation", detail).withErrors(errors);
    }

    public ProblemException withErrors(List<FieldError> fieldErrors) {
        return new ProblemException(status, slug, getMessage(), this, fieldErrors, headers);
    }

    public ProblemException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProblemException(status, slug, getMessage(), this, errors, more);
    }

    /** Adds {@code Retry-After}, in whole seconds, at least one. */
    public ProblemException withRetryAfter(Duration wait) {
        return withHeader("Retry-After", seconds(wait));
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000));
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }
}

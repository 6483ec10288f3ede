package dev.quintet.common.api.badge;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The frame around the badge API's answers.
 *
 * @param status {@code SUCCESS}; failures are problems
 * @param data rows, the written record, or a sentence
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Answer<T>(@Schema(examples = "SUCCESS") String status, T data) {
    /** The one status of an answer that is no problem. */
    public static final String SUCCESS = "SUCCESS";

    /** What the original answers to a write without a body. */
    public static final String NOTHING_WRITTEN = "No body passed. Nothing written";

    /** @param recordId the row that was written, or that already said the same */
    public record Written(@Schema(examples = "42") @JsonProperty("record_id") long recordId) {}

    public static <T> Answer<T> of(T data) {
        return new Answer<>(SUCCESS, data);
    }

    public static <T> Answer<List<T>> rows(List<T> rows) {
        return of(List.copyOf(rows));
    }

    public static Answer<Written> written(long recordId) {
        return of(new Written(recordId));
    }

    public static Answer<String> nothingWritten() {
        return of(NOTHING_WRITTEN);
    }
}

package dev.quintet.common.api.backendify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A legacy backend as the service sees it now.
 *
 * @param country two lower-case letters
 * @param url where it is
 * @param inFlight calls under way
 * @param limit calls allowed at once, as learned
 * @param queued calls that wait for their turn
 * @param breaker closed, open or half_open
 * @param pausedMs how much longer it wants to be left alone
 * @param medianMs half of its latest answers were faster; left out until known
 * @param p95Ms 95 % of its latest answers were faster; left out until known
 * @param calls requests sent since the start, hedges and retries among them
 * @param answers 200 that could be read, and 404
 * @param failures timeouts, 5xx, lost connections
 * @param broken answers that were not what was promised
 * @param throttles answers that asked for fewer calls
 * @param shed calls not made
 * @param hedges second requests for a slow one
 * @param retries second requests for a failed one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackendView(
        @Schema(examples = "us") String country,
        @Schema(examples = "http://localhost:9002") String url,
        @JsonProperty("in_flight") int inFlight,
        int limit,
        int queued,
        @Schema(examples = "closed") String breaker,
        @JsonProperty("paused_ms") long pausedMs,
        @JsonProperty("median_ms") Long medianMs,
        @JsonProperty("p95_ms") Long p95Ms,
        long calls,
        long answers,
        long failures,
        long broken,
        long throttles,
        long shed,
        long hedges,
        long retries) {}

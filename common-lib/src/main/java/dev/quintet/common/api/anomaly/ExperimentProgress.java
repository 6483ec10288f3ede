package dev.quintet.common.api.anomaly;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * How far an experiment is.
 *
 * @param run the run under way, from 1
 * @param of how many there are to be, those that were interrupted included
 * @param phase {@code settling} (the load runs, ranks become calm), {@code baseline}, {@code faults}, {@code cooldown},
 *     or {@code writing} (the result)
 * @param phaseSince when the phase began
 * @param phaseEndsAt when it ends at the latest, or is to end; null where that is not known
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentProgress(int run, int of, String phase, Instant phaseSince, Instant phaseEndsAt) {}

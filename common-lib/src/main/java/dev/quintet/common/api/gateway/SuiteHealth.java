package dev.quintet.common.api.gateway;

import java.util.List;
import java.util.Map;

/**
 * How the suite is.
 *
 * @param status {@code up}: all works; {@code degraded}: something does; {@code down}: nothing does
 * @param services by name
 * @param engines what the services stand on, by name, as far as it is known
 */
public record SuiteHealth(String status, Map<String, ServiceHealth> services, Map<String, EngineHealth> engines) {
    public static final String UP = "up";
    public static final String DEGRADED = "degraded";
    public static final String DOWN = "down";

    /**
     * @param status {@code up}: all instances are ready; {@code degraded}: some are; {@code down}: none is
     * @param latencyMs of the quickest answer, milliseconds; null if none came
     * @param instances how many are ready, and how many there are
     */
    public record ServiceHealth(String status, Double latencyMs, Instances instances) {}

    /** How many instances are ready, of how many. */
    public record Instances(int ready, int total) {}

    /**
     * @param status {@code up} or {@code down}; {@code degraded} if those who use it disagree
     * @param reportedBy the services whose word it is
     */
    public record EngineHealth(String status, List<String> reportedBy) {
        public EngineHealth {
            reportedBy = List.copyOf(reportedBy);
        }
    }
}

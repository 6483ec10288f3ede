package dev.quintet.common.api.workload;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a test of a target found.
 *
 * @param name the target
 * @param reachable whether every node answered
 * @param nodes node by node
 */
public record TargetTest(String name, boolean reachable, List<Node> nodes) {

    /**
     * One node's answer.
     *
     * @param name the node
     * @param host where
     * @param port where
     * @param reachable whether it let us in and answered
     * @param kind {@code mariadb, mysql, oceanbase}
     * @param version as it says
     * @param milliseconds to connect and ask
     * @param error the database's own words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            String name,
            String host,
            int port,
            boolean reachable,
            String kind,
            String version,
            Double milliseconds,
            String error) {}
}

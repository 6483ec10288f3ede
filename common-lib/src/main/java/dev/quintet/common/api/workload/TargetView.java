package dev.quintet.common.api.workload;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A database to load. Its password is never shown.
 *
 * @param name name for requests
 * @param source {@code environment}, {@code local} or {@code stored}
 * @param user account
 * @param kind {@code mariadb, mysql, oceanbase} as last seen; absent while never reached
 * @param version as the server last said
 * @param oneDatabase whether the nodes are doors to one database
 * @param nodes its nodes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetView(
        String name, String source, String user, String kind, String version, boolean oneDatabase, List<Node> nodes) {

    /**
     * A server of a target.
     *
     * @param name unique in the target
     * @param host name or address
     * @param port TCP port
     */
    public record Node(String name, String host, int port) {}
}

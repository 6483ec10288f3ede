package dev.quintet.common.api.workload;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A database to keep under a name.
 *
 * @param nodes its servers, 1 to 64
 * @param user account
 * @param password written only, never read back
 * @param oneDatabase whether the nodes are doors to one database, as a cluster's are, so that data is made once;
 *     else, as when absent, each has data of its own
 */
public record TargetRequest(
        @NotEmpty @Size(max = 64) List<@Valid @NotNull Node> nodes,
        @NotBlank @Size(max = 128) String user,
        @NotNull @Size(max = 256) String password,
        Boolean oneDatabase) {

    public TargetRequest {
        oneDatabase = oneDatabase != null && oneDatabase;
    }

    /**
     * A server.
     *
     * @param name unique in the target
     * @param host name or address
     * @param port TCP port
     */
    public record Node(
            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}") String name,
            @NotNull @Pattern(regexp = "[A-Za-z0-9.:_-]{1,253}") String host,
            @Min(1) @Max(65535) int port) {}

    @Override
    public String toString() {
        return "TargetRequest[nodes=" + nodes + ", user=" + user + ", password=***, oneDatabase=" + oneDatabase + "]";
    }
}

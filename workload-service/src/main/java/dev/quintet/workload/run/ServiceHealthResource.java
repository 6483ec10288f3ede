package dev.quintet.workload.run;

import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The original's health call. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workloads")
public class ServiceHealthResource {

    @GET
    @NonBlocking
    @PermitAll
    @Operation(operationId = "workloadHealth", summary = "Whether this service answers")
    @APIResponse(responseCode = "200", description = "It does")
    public Map<String, String> health() {
        return Map.of("status", "healthy");
    }
}

package dev.quintet.anomaly.health;

import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The original's health check. */
@Path("/health")
@PermitAll
@Tag(name = "Health")
public class HealthResource {
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "anomalyHealth", summary = "Whether the service answers")
    @APIResponse(
            responseCode = "200",
            description = "It does",
            content = @Content(examples = @ExampleObject(name = "healthy", value = "{\"status\": \"healthy\"}")))
    public Map<String, String> health() {
        return Map.of("status", "healthy");
    }
}

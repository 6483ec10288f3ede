package dev.quintet.task.debug;

import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The original's greeting. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service")
public class HomeResource {
    @GET
    @PermitAll
    @Operation(operationId = "taskServiceHome", summary = "That the API is running")
    @APIResponse(
            responseCode = "200",
            description = "It runs",
            content = @Content(example = "{\"message\":\"Quintet task API is running\"}"))
    public Map<String, String> home() {
        return Map.of("message", "Quintet task API is running");
    }
}

package dev.quintet.task.debug;

import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.security.Roles;

/** What the service is set to. */
@Path("/debug")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service")
public class DebugResource {
    private final SettingsInEffect settings;

    DebugResource(SettingsInEffect settings) {
        this.settings = settings;
    }

    @GET
    @Path("/config")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "taskServiceSettings", summary = "The settings in effect, without secrets")
    public Map<String, Object> config() {
        return settings.all();
    }
}

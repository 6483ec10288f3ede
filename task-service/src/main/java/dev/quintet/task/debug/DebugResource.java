package dev.quintet.task.debug;

import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.security.Roles;

/** What the service is set to. */
@Path("/debug")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service")
public class DebugResource {
    private static final String SETTINGS =
            """
            {"datadog":{"env":"development","service":"task-service","version":"0.1.0","agent_host":"localhost",
            "trace_agent_port":8126,"profiling_enabled":false},"ray":{"address":"","namespace":"backend"},
            "telemetry":{"otlp_endpoint":"","sample_rate":1.0,"runtime_metrics":true,"logs_injection":false},
            "queue":{"name":"default","max_backlog":250000,"lease_seconds":30,"max_ended":100000,"max_dead":10000},
            "worker":{"enabled":true,"slots":32,"grace_seconds":15}}""";
    private final SettingsInEffect settings;

    DebugResource(SettingsInEffect settings) {
        this.settings = settings;
    }

    @GET
    @Path("/config")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "taskServiceSettings", summary = "The settings in effect, without secrets")
    @APIResponse(responseCode = "200", description = "The settings", content = @Content(example = SETTINGS))
    public Map<String, Object> config() {
        return settings.all();
    }
}

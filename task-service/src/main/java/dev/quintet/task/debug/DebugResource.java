package dev.quintet.task.debug;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** The original's debugging calls. */
@Path("/debug")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service")
public class DebugResource {
    private static final int SAMPLE = 1_000_000;

    private final SettingsInEffect settings;

    DebugResource(SettingsInEffect settings) {
        this.settings = settings;
    }

    /** What the CPU-bound sample gave. */
    public record Sample(String status, long result) {}

    @GET
    @Path("/profile")
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "profileSample", summary = "Run the CPU-bound sample: the sum of 0..999999")
    public Sample profile(@Context UriInfo uri) {
        List<FieldError> unknown = uri.getQueryParameters().keySet().stream()
                .sorted()
                .map(name -> new FieldError(List.of("query", name), "is not a parameter of this call"))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.invalid(unknown);
        }
        long sum = 0;
        for (int i = 0; i < SAMPLE; i++) {
            sum += i;
        }
        return new Sample("profile_sample_completed", sum);
    }

    @GET
    @Path("/config")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "taskServiceSettings", summary = "The settings in effect, without secrets")
    public Map<String, Object> config() {
        return settings.all();
    }
}

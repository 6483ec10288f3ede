package dev.quintet.anomaly.audit;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

import dev.quintet.common.api.anomaly.AuditEntry;
import dev.quintet.common.security.Roles;

/** Who did what. */
@Path("/api/anomaly/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Faults")
public class AuditResource {
    private final AuditLog audit;

    AuditResource(AuditLog audit) {
        this.audit = audit;
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(operationId = "anomalyAudit", summary = "Who started and stopped faults, and what became of them")
    @APIResponse(
            responseCode = "200",
            description = "Newest first",
            content =
                    @Content(
                            schema = @Schema(implementation = AuditEntry[].class),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                                    [{"at": "2026-01-01T10:00:00Z", "caller": "alice", "action": "start",
                                      "fault_id": "7e2f…", "type": "cpu_stress", "node": "node2",
                                      "severity": "medium", "detail": "for 60 s"}]""")))
    @APIResponse(responseCode = "503", description = "PostgreSQL is away")
    public List<AuditEntry> audit(
            @Parameter(description = "The most entries", example = "50")
                    @RestQuery
                    @DefaultValue("100")
                    @Min(1)
                    @Max(1000)
                    int limit) {
        return audit.latest(limit);
    }
}

package dev.quintet.gateway.health;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import dev.quintet.common.api.gateway.SuiteHealth;

/** How the whole suite is. */
@Path("/health")
@Tag(name = "health", description = "How the suite is")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private static final String EXAMPLE =
            """
            {"status":"degraded","services":{"task":{"status":"up","latencyMs":2.1,"instances":{"ready":1,"total":1}},\
            "badge":{"status":"down","latencyMs":null,"instances":{"ready":0,"total":1}}},\
            "engines":{"redis":{"status":"up","reportedBy":["gateway"]}}}""";

    private final CurrentHealth health;

    HealthResource(CurrentHealth health) {
        this.health = health;
    }

    /** Asks every service and engine, in parallel, at most once a second. */
    @GET
    @PermitAll
    @Operation(
            operationId = "getSuiteHealth",
            summary = "How the suite, its services and its engines are",
            description = "200 also when degraded: the body says so. 503 only when no service works.")
    @APIResponse(
            responseCode = "200",
            description = "Something works",
            content =
                    @Content(
                            schema = @Schema(implementation = SuiteHealth.class),
                            examples = @ExampleObject(name = "degraded", value = EXAMPLE)))
    @APIResponse(responseCode = "503", description = "Nothing works; the same body")
    public Uni<RestResponse<SuiteHealth>> health() {
        return health.get().map(suite -> {
            boolean down = suite.status().equals(SuiteHealth.DOWN);
            return RestResponse.ResponseBuilder.create(
                            down ? RestResponse.Status.SERVICE_UNAVAILABLE : RestResponse.Status.OK, suite)
                    .header("Cache-Control", "no-store")
                    .build();
        });
    }
}

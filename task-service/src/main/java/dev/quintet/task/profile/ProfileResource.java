package dev.quintet.task.profile;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** The original's sample; and, with parameters, a profile of the running service. */
@Path("/debug/profile")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.APPLICATION_OCTET_STREAM})
@Tag(name = "Service")
public class ProfileResource {
    private static final int SAMPLE = 1_000_000;
    private static final int DEFAULT_SECONDS = 10;
    private static final String FORMATS = "flamegraph|jfr";
    private static final List<String> PARAMETERS = List.of("seconds", "format");

    private final Profiler profiler;

    ProfileResource(Profiler profiler) {
        this.profiler = profiler;
    }

    /** What the CPU-bound sample gave. */
    public record Sample(String status, long result) {}

    @GET
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "profile",
            summary = "Without parameters the CPU-bound sample, the sum of 0..999999; with seconds (1..60, default 10)"
                    + " or format a profile of the service: a flame graph (HTML) or a JFR file; one at a time,"
                    + " else 409")
    @APIResponse(
            responseCode = "200",
            description = "The sample, the page or the recording",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Sample.class),
                        example = "{\"status\":\"profile_sample_completed\",\"result\":499999500000}"),
                @Content(mediaType = MediaType.TEXT_HTML, example = "<!DOCTYPE html>..."),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "409", description = "A recording is under way; Retry-After says when to come again")
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    public Uni<Response> profile(
            @Context UriInfo uri,
            @RestQuery @Min(1) @Max(60) Integer seconds,
            @RestQuery @Pattern(regexp = FORMATS, message = "must be one of " + FORMATS) String format) {
        refuseUnknown(uri);
        if (seconds == null && format == null) {
            return Uni.createFrom()
                    .item(Response.ok(sample(), MediaType.APPLICATION_JSON_TYPE).build());
        }
        Duration time = Duration.ofSeconds(seconds == null ? DEFAULT_SECONDS : seconds);
        return "jfr".equals(format) ? recording(time) : flameGraph(time);
    }

    private static void refuseUnknown(UriInfo uri) {
        List<FieldError> unknown = uri.getQueryParameters().keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .sorted()
                .map(name -> new FieldError(List.of("query", name), "is not a parameter of this call"))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.invalid(unknown);
        }
    }

    private static Sample sample() {
        long sum = 0;
        for (int i = 0; i < SAMPLE; i++) {
            sum += i;
        }
        return new Sample("profile_sample_completed", sum);
    }

    private Uni<Response> flameGraph(Duration time) {
        return profiler.record(time, file -> FlamePage.of(Flame.of(file), time.toSeconds()))
                .map(page -> Response.ok(page, MediaType.TEXT_HTML + ";charset=UTF-8")
                        .header(
                                "Content-Security-Policy",
                                "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'")
                        .build());
    }

    private Uni<Response> recording(Duration time) {
        return profiler.record(time, Files::readAllBytes)
                .map(bytes -> Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"task-service.jfr\"")
                        .build());
    }
}

package dev.quintet.badge.liveness;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.common.api.badge.Answer;

/** What badges ask to see whether anybody is there. */
@Path("/")
@PermitAll
@BadgeIdentity
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "badges")
public class LivenessResource {
    private final Clock clock;

    LivenessResource(Clock clock) {
        this.clock = clock;
    }

    @GET
    @Path("/ping")
    @Operation(operationId = "pingBadgeService", summary = "pong")
    public Answer<String> ping() {
        return Answer.of("pong");
    }

    @GET
    @Path("/time")
    @Operation(operationId = "readBadgeTime", summary = "The time, UTC, in the original's form without a zone")
    public Answer<String> time() {
        return Answer.of(LocalDateTime.now(clock.withZone(ZoneOffset.UTC))
                .truncatedTo(ChronoUnit.MICROS)
                .toString());
    }
}

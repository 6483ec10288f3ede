package dev.quintet.badge.event;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.identity.BadgeIdentification;
import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.badge.identity.BadgeIdentity.Policy;
import dev.quintet.badge.identity.CurrentBadge;
import dev.quintet.badge.limit.CountsAsWrite;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.QueuedEvent;
import dev.quintet.common.security.Roles;

/** A badge's events. */
@Path("/badge/event/queue")
@PermitAll
@CountsAsWrite
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "badges")
public class EventQueueResource {
    private final EventQueue queue;
    private final BadgeIdentification identification;
    private final CurrentBadge current;
    private final SecurityIdentity caller;

    EventQueueResource(
            EventQueue queue, BadgeIdentification identification, CurrentBadge current, SecurityIdentity caller) {
        this.queue = queue;
        this.identification = identification;
        this.current = current;
        this.caller = caller;
    }

    @GET
    @BadgeIdentity
    @Operation(operationId = "takeEvent", summary = "The oldest unread event, read by this; an empty list if none")
    @APIResponse(
            responseCode = "200",
            description = "The event",
            content = @Content(schema = @Schema(implementation = QueuedEvent.class)))
    public Object take() {
        Optional<QueuedEvent> event = queue.take(current.known().id());
        return event.isPresent() ? event.get() : List.of();
    }

    @POST
    @Path("/reset")
    @Operation(
            operationId = "resetEvents",
            summary = "Makes the badge's events unread again",
            description = "With all=true everybody's; that needs the role operator instead of a badge.")
    @APIResponse(responseCode = "200", description = "Done")
    @APIResponse(responseCode = "403", description = "all=true without the role operator")
    public Answer<String> reset(@QueryParam("all") boolean all, @Context HttpHeaders headers) {
        if (all) {
            requireOperator();
            queue.resetAll();
        } else {
            identification.identify(headers.getRequestHeaders(), Policy.KNOWN);
            queue.reset(current.known().id());
        }
        // The original's null, sent as text.
        return Answer.of("null");
    }

    private void requireOperator() {
        if (caller.isAnonymous()) {
            throw new UnauthorizedException();
        }
        if (!caller.hasRole(Roles.OPERATOR)) {
            throw new ForbiddenException();
        }
    }
}

package dev.quintet.badge.registration;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.quintet.badge.body.JsonBody;
import dev.quintet.badge.game.BadgeReports;
import dev.quintet.badge.identity.BadgeCache;
import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.badge.identity.BadgeIdentity.Policy;
import dev.quintet.badge.identity.BadgePair;
import dev.quintet.badge.identity.CurrentBadge;
import dev.quintet.badge.signing.SignedCall;
import dev.quintet.common.api.badge.ClaimRequest;
import dev.quintet.common.api.badge.RegistrationAnswer;
import dev.quintet.common.api.badge.UserView;
import dev.quintet.common.security.Roles;

/** Registration of badges. */
@Path("/badge")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "badges")
public class RegistrationResource {
    private final Registration registration;
    private final BadgeReports reports;
    private final JsonBody json;
    private final BadgeCache cache;
    private final CurrentBadge current;
    private final SecurityIdentity caller;

    RegistrationResource(
            Registration registration,
            BadgeReports reports,
            JsonBody json,
            BadgeCache cache,
            CurrentBadge current,
            SecurityIdentity caller) {
        this.registration = registration;
        this.reports = reports;
        this.json = json;
        this.cache = cache;
        this.current = current;
        this.caller = caller;
    }

    @POST
    @Path("/register")
    @PermitAll
    @BadgeIdentity(Policy.ANY)
    @Operation(operationId = "registerBadge", summary = "The code to show, or that the badge is claimed")
    @APIResponse(responseCode = "200", description = "The same code until its time is over")
    @APIResponse(responseCode = "400", description = "A badge header is missing or malformed")
    public RegistrationAnswer register() {
        return answer();
    }

    @POST
    @Path("/verify")
    @PermitAll
    @BadgeIdentity(Policy.ANY)
    @Operation(
            operationId = "verifyBadge",
            summary = "As register; of a claimed badge also takes its scores or status",
            description =
                    "A body is {\"hs\": [[\"BO\", 4200, 61], {\"g\": \"Labyrinth\", \"s\": \"7\", \"d\": \"12\"}]}"
                            + " or {\"status\": any JSON}.")
    @APIResponse(responseCode = "200", description = "What was sent will have its effect exactly once")
    @APIResponse(responseCode = "400", description = "A badge header is missing, or the body is no JSON")
    @APIResponse(responseCode = "401", description = "A game of the list asks for a signature; none was taken")
    @APIResponse(responseCode = "409", description = "The signature's counter has been used; none was taken")
    @APIResponse(responseCode = "422", description = "A score is refused; none was taken")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public RegistrationAnswer verify(byte[] body, @Context HttpServerRequest request) {
        json.object(body)
                .ifPresent(report ->
                        reports.take(current.badge(), report, SignedCall.read(request, current.pair(), body)));
        return answer();
    }

    @POST
    @Path("/claim")
    @RolesAllowed(Roles.BOT)
    @ResponseStatus(201)
    @Operation(operationId = "claimBadge", summary = "Gives the badge that shows the code to a person")
    @APIResponse(responseCode = "201", description = "The person")
    @APIResponse(responseCode = "404", description = "No badge shows this code")
    @APIResponse(responseCode = "409", description = "The code has been claimed")
    @APIResponse(responseCode = "429", description = "Too many wrong codes")
    public UserView claim(@NotNull @Valid ClaimRequest claim) {
        UserView user = registration.claim(claim, caller.getPrincipal().getName());
        cache.forget(new BadgePair(user.uuid(), user.macAddress()));
        return user;
    }

    private RegistrationAnswer answer() {
        return current.badge().isPresent()
                ? RegistrationAnswer.known()
                : RegistrationAnswer.unknown(registration.code(current.pair()));
    }
}

package dev.quintet.badge.signing;

import java.util.HexFormat;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.badge.identity.CurrentBadge;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.BadgeKey;
import dev.quintet.common.problem.ProblemException;

/** A badge's key for signing scores. */
@Path("/badge/key")
@PermitAll
@BadgeIdentity
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "badges")
public class KeyResource {
    private final BadgeKeys keys;
    private final CurrentBadge current;

    KeyResource(BadgeKeys keys, CurrentBadge current) {
        this.keys = keys;
        this.current = current;
    }

    @POST
    @Operation(
            operationId = "fetchBadgeKey",
            summary = "The badge's key for signing scores, once, soon after the claim",
            description = "Whoever comes second, or late, gets 409: then staff look at the badge and give a new key.")
    @APIResponse(responseCode = "200", description = "The key")
    @APIResponse(responseCode = "401", description = "Nobody has claimed this badge")
    @APIResponse(responseCode = "409", description = "The badge has a key, or was claimed too long ago")
    public Answer<BadgeKey> fetch() {
        byte[] key = keys.issue(current.known().id())
                .orElseThrow(() -> ProblemException.of(
                        409,
                        "key-not-issued",
                        "This badge has its key, or was claimed too long ago; staff can give it a new one."));
        return Answer.of(new BadgeKey(HexFormat.of().formatHex(key)));
    }
}

package dev.quintet.badge.challenge;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.quintet.badge.body.JsonBody;
import dev.quintet.badge.game.Game;
import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.badge.identity.CurrentBadge;
import dev.quintet.badge.paging.LegacyLists;
import dev.quintet.badge.paging.PageQuery;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.ChallengeView;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** Challenges to a game. */
@Path("/games/challenges")
@PermitAll
@BadgeIdentity
@Blocking
@Produces({MediaType.APPLICATION_JSON, LegacyLists.MEDIA_TYPE})
@Tag(name = "challenges")
public class ChallengeResource {
    private static final int MAX_NAME = 64;

    private final Challenges challenges;
    private final GameCatalogue games;
    private final JsonBody json;
    private final CurrentBadge current;

    ChallengeResource(Challenges challenges, GameCatalogue games, JsonBody json, CurrentBadge current) {
        this.challenges = challenges;
        this.games = games;
        this.json = json;
        this.current = current;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "offerChallenge", summary = "Challenges a person, by name or Discord id, to a game")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"game\": \"Breakout\", \"opponent\": \"alice\"}",
                            schema = @Schema(requiredProperties = {"game", "opponent"})))
    @APIResponse(responseCode = "201", description = "The challenge")
    @APIResponse(responseCode = "404", description = "There is no such game or person")
    @APIResponse(responseCode = "409", description = "The challenge cannot be")
    public Answer<ChallengeView> offer(byte[] body) {
        JsonNode sent = json.object(body)
                .orElseThrow(() -> ProblemException.of(400, "bad-request", "The body is empty; JSON was expected."));
        String opponent = text(sent, "opponent");
        Game game = games.require(text(sent, "game"));
        return Answer.of(challenges.offer(current.known(), game, opponent));
    }

    @GET
    @Operation(operationId = "listChallenges", summary = "The person's challenges, given and got, newest first")
    public Answer<List<ChallengeView>> list(@BeanParam PageQuery query) {
        return Answer.rows(challenges.list(current.known(), query.page(Sort.RECENT)));
    }

    @POST
    @Path("/{id:[0-9]{1,18}}/accept")
    @Operation(operationId = "acceptChallenge", summary = "The opponent accepts; scores count from now on")
    @APIResponse(responseCode = "409", description = "The challenge is not open to be answered by the caller")
    public Answer<ChallengeView> accept(@PathParam("id") long id) {
        return Answer.of(challenges.answer(current.known(), id, true));
    }

    @POST
    @Path("/{id:[0-9]{1,18}}/decline")
    @Operation(operationId = "declineChallenge", summary = "The opponent declines")
    @APIResponse(responseCode = "409", description = "The challenge is not open to be answered by the caller")
    public Answer<ChallengeView> decline(@PathParam("id") long id) {
        return Answer.of(challenges.answer(current.known(), id, false));
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || text.length() > MAX_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(List.of(
                    FieldError.body(field, "must be 1 to " + MAX_NAME + " characters without control characters")));
        }
        return text;
    }
}

package dev.quintet.badge.staff;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.BracketName;
import dev.quintet.common.api.badge.FreezeTime;
import dev.quintet.common.api.badge.GameRulesView;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** The staff's console: what holds for the whole conference. */
@Path("/badge/staff")
@RolesAllowed(Roles.OPERATOR)
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "badge staff")
public class ConferenceResource {
    private final Conference conference;
    private final GameCatalogue games;
    private final SecurityIdentity caller;

    ConferenceResource(Conference conference, GameCatalogue games, SecurityIdentity caller) {
        this.conference = conference;
        this.games = games;
        this.caller = caller;
    }

    @GET
    @Path("/games")
    @Operation(operationId = "listGameRules", summary = "The games, whether they ask for signatures, and their bounds")
    public Answer<List<GameRulesView>> rules() {
        return Answer.rows(conference.rules());
    }

    @PUT
    @Path("/games/{game}")
    @Operation(
            operationId = "setGameRules",
            summary = "Sets a game's policy and bounds",
            description = "Scores from then on are held by them; other replicas follow within a minute.")
    @APIResponse(responseCode = "404", description = "There is no such game")
    @APIResponse(responseCode = "422", description = "A value is refused")
    public Answer<GameRulesView> setRules(@PathParam("game") String game, @NotNull @Valid GameRulesView rules) {
        return Answer.of(conference.setRules(name(), games.require(game), rules));
    }

    @GET
    @Path("/freeze")
    @Operation(operationId = "readFreeze", summary = "When the leaderboards freeze, or froze")
    public Answer<FreezeTime> freeze() {
        return Answer.of(conference.freeze());
    }

    @PUT
    @Path("/freeze")
    @APIResponse(responseCode = "422", description = "The time is missing, or not in the years 2000 to 9999")
    @Operation(
            operationId = "setFreeze",
            summary = "Sets when the leaderboards freeze; null ends it",
            description = "From then on the public sees them as they stood then. Other replicas follow within seconds.")
    public Answer<FreezeTime> setFreeze(@NotNull @Valid FreezeTime time) {
        conference.setFreeze(name(), time);
        return Answer.of(conference.freeze());
    }

    @GET
    @Path("/brackets")
    @Operation(operationId = "listBrackets", summary = "The brackets")
    public Answer<List<String>> brackets() {
        return Answer.rows(conference.brackets());
    }

    @POST
    @Path("/brackets")
    @Operation(operationId = "addBracket", summary = "Adds a bracket; one of this name stays as it is")
    @APIResponse(responseCode = "409", description = "There are too many")
    public Answer<List<String>> addBracket(@NotNull @Valid BracketName bracket) {
        if (bracket.bracket() == null) {
            throw ProblemException.invalid(List.of(FieldError.body("bracket", "must not be null")));
        }
        conference.addBracket(name(), bracket.bracket());
        return Answer.rows(conference.brackets());
    }

    private String name() {
        return caller.getPrincipal().getName();
    }
}

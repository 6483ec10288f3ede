package dev.quintet.badge.scoreboard;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.badge.paging.LegacyLists;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.PageQuery;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.ScoreRow;

/** The leaderboard of each game. */
@Path("/games/leaderboard")
@PermitAll
@BadgeIdentity
@NonBlocking
@Produces({MediaType.APPLICATION_JSON, LegacyLists.MEDIA_TYPE})
@Tag(name = "games")
public class LeaderboardResource {
    private final GameCatalogue games;
    private final Leaderboard leaderboard;
    private final Brackets brackets;

    LeaderboardResource(GameCatalogue games, Leaderboard leaderboard, Brackets brackets) {
        this.games = games;
        this.leaderboard = leaderboard;
        this.brackets = brackets;
    }

    @GET
    @Path("/{game}")
    @Operation(
            operationId = "readLeaderboard",
            summary = "Everybody's scores of a game, as they stood when the boards froze if they have")
    @APIResponse(responseCode = "200", description = "The rows, each with its player")
    @APIResponse(responseCode = "400", description = "A badge header or a page parameter is missing or malformed")
    @APIResponse(responseCode = "401", description = "Nobody has claimed this badge")
    @APIResponse(responseCode = "404", description = "There is no such game or bracket")
    public Uni<Answer<List<ScoreRow>>> read(
            @PathParam("game") String game,
            @BeanParam PageQuery query,
            @QueryParam("bracket") @Parameter(description = "only people of this bracket") String bracket) {
        Page page = query.page(Sort.BEST);
        return leaderboard
                .page(games.require(game), Optional.ofNullable(bracket).map(brackets::require), page)
                .map(Answer::rows);
    }
}

package dev.quintet.badge.game;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.body.JsonBody;
import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.badge.identity.BadgePair;
import dev.quintet.badge.identity.CurrentBadge;
import dev.quintet.badge.paging.LegacyLists;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.PageQuery;
import dev.quintet.badge.paging.Sort;
import dev.quintet.badge.signing.SignedCall;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.GameRow;
import dev.quintet.common.api.badge.ScoreRow;

/** The games, and the caller's own scores. */
@Path("/games")
@PermitAll
@BadgeIdentity
@Blocking
@Produces({MediaType.APPLICATION_JSON, LegacyLists.MEDIA_TYPE})
@Tag(name = "games")
@APIResponse(responseCode = "200", description = "As asked")
@APIResponse(responseCode = "400", description = "A badge header or a page parameter is missing or malformed")
@APIResponse(responseCode = "401", description = "Nobody has claimed this badge")
public class GamesResource {
    private static final int PARSED_AT_ONCE = 8_192;

    private final GameCatalogue games;
    private final ScoreLists lists;
    private final ScoreIntake intake;
    private final JsonBody json;
    private final CurrentBadge current;

    GamesResource(GameCatalogue games, ScoreLists lists, ScoreIntake intake, JsonBody json, CurrentBadge current) {
        this.games = games;
        this.lists = lists;
        this.intake = intake;
        this.json = json;
        this.current = current;
    }

    @GET
    @Path("/list")
    @Operation(operationId = "listGames", summary = "The games by name, or with recent and stale by number")
    public Answer<List<GameRow>> list(@BeanParam PageQuery query) {
        Page page = query.page(Sort.ASC);
        return Answer.rows(games.all().stream()
                .sorted(order(page.sort()))
                .skip(page.offset())
                .limit(page.size())
                .map(game -> new GameRow(game.name()))
                .toList());
    }

    @GET
    @Path("/me")
    @Operation(operationId = "listMyScores", summary = "The badge's scores of all games")
    public Answer<List<ScoreRow>> mine(@BeanParam PageQuery query) {
        return Answer.rows(lists.ofBadge(current.known().id(), query.page(Sort.BEST)));
    }

    @GET
    @Path("/me/{game}")
    @Operation(operationId = "listMyScoresOfGame", summary = "The badge's scores of a game")
    @APIResponse(responseCode = "404", description = "There is no such game")
    public Answer<List<ScoreRow>> mine(@PathParam("game") String game, @BeanParam PageQuery query) {
        Page page = query.page(Sort.BEST);
        return Answer.rows(lists.ofBadge(current.known().id(), games.require(game), page));
    }

    @POST
    @Path("/me/{game}")
    @NonBlocking
    @Operation(
            operationId = "submitScore",
            summary = "Keeps a score",
            description = "The same score again answers the record that is kept already. Without a body nothing is"
                    + " written. Signed by X-Badge-Counter and X-Badge-Signature where the game asks for it.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"score\": 4200, \"duration\": 61}",
                            schema = @Schema(requiredProperties = {"score", "duration"})))
    @APIResponse(responseCode = "404", description = "There is no such game")
    @APIResponse(responseCode = "401", description = "The signature is missing or wrong")
    @APIResponse(responseCode = "409", description = "The signature's counter has been used")
    @APIResponse(responseCode = "422", description = "The score or the duration is refused")
    public Uni<Answer<?>> submit(@PathParam("game") String name, byte[] body, @Context HttpServerRequest request) {
        Badge badge = current.known();
        BadgePair pair = current.pair();
        if (body == null || body.length <= PARSED_AT_ONCE) {
            return submit(name, body, badge, SignedCall.read(request, pair, body));
        }
        // A large body takes its time to be refused.
        return Uni.createFrom()
                .item(() -> SignedCall.read(request, pair, body))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(signed -> submit(name, body, badge, signed));
    }

    private Uni<Answer<?>> submit(String name, byte[] body, Badge badge, Optional<SignedCall> signed) {
        Game game = games.require(name);
        Optional<JsonNode> sent = json.object(body);
        if (sent.isEmpty()) {
            return Uni.createFrom().item(Answer.nothingWritten());
        }
        Submission submission = ScoreBody.parse(game, sent.get());
        return intake.take(badge, submission, signed).<Answer<?>>map(Answer::written);
    }

    private static Comparator<Game> order(Sort sort) {
        Comparator<Game> byName = Comparator.comparing(Game::name);
        return switch (sort) {
            case DESC, WORST -> byName.reversed();
            case RECENT -> Comparator.comparingInt(Game::id).reversed();
            case STALE -> Comparator.comparingInt(Game::id);
            default -> byName;
        };
    }
}

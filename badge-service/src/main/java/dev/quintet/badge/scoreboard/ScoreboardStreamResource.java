package dev.quintet.badge.scoreboard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.scoreboard.Brackets.Bracket;
import dev.quintet.common.api.badge.BoardChange;
import dev.quintet.common.problem.ProblemException;

/** The scoreboard on the wall, live. It shows what every badge may see, and needs no badge: a browser sends no headers. */
@Path("/scoreboard/stream")
@PermitAll
@Blocking
@Tag(name = "games")
public class ScoreboardStreamResource {
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);

    private final BoardFeed feed;
    private final StreamConfig config;
    private final GameCatalogue games;
    private final Brackets brackets;

    ScoreboardStreamResource(BoardFeed feed, StreamConfig config, GameCatalogue games, Brackets brackets) {
        this.feed = feed;
        this.config = config;
        this.games = games;
        this.brackets = brackets;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamScoreboard",
            summary = "Scores as they come (score) and are taken away (void)",
            description = "After a break, Last-Event-ID brings what was missed; reset says that it is too much, and the"
                    + " leaderboards are to be read anew. While the boards are frozen nothing comes.")
    @APIResponse(
            responseCode = "200",
            description = "Events without end, data as below",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = BoardChange.class)))
    @APIResponse(responseCode = "400", description = "Last-Event-ID is malformed")
    @APIResponse(responseCode = "404", description = "There is no such game or bracket")
    @APIResponse(responseCode = "503", description = "Too many listen, or what was missed cannot be read now")
    public Multi<OutboundSseEvent> listen(
            @QueryParam("game") @Parameter(description = "name, code or number; all if absent") String game,
            @QueryParam("bracket") @Parameter(description = "only people of this bracket") String bracket,
            @HeaderParam("Last-Event-ID") String lastEventId,
            @Context Sse sse) {
        Optional<String> wantedGame =
                Optional.ofNullable(game).map(name -> games.require(name).name());
        Optional<String> wantedBracket =
                Optional.ofNullable(bracket).map(brackets::require).map(Bracket::name);
        Optional<FeedId> resumed =
                Optional.ofNullable(lastEventId).filter(id -> !id.isEmpty()).map(FeedId::parse);
        FeedListener listener = feed.join(
                        now -> new FeedListener(wantedGame, wantedBracket, config.buffer(), resumed.orElse(now)))
                .orElseThrow(
                        () -> ProblemException.of(503, "too-many-listeners", "Too many listen to the scoreboard now.")
                                .withRetryAfter(COME_AGAIN));
        List<FeedEvent> missed = resumed.map(id -> missed(listener, id)).orElse(List.of());
        return Multi.createFrom()
                .<FeedEvent>emitter(
                        emitter -> {
                            emitter.onTermination(() -> feed.remove(listener));
                            listener.attach(emitter, missed);
                        },
                        config.buffer() + missed.size() + 1)
                .map(event -> wire(event, sse));
    }

    private List<FeedEvent> missed(FeedListener listener, FeedId id) {
        try {
            return feed.after(id);
        } catch (RuntimeException failed) {
            feed.remove(listener);
            throw failed;
        }
    }

    private static OutboundSseEvent wire(FeedEvent event, Sse sse) {
        OutboundSseEvent.Builder wire = sse.newEventBuilder();
        if (event.kind().isEmpty()) {
            return wire.comment("").reconnectDelay(2_000).build();
        }
        event.id().ifPresent(id -> wire.id(id.toString()));
        // As text: else each event is given a field for its media type, which browsers do not know.
        return wire.name(event.kind()).data(event.data()).build();
    }
}

package dev.quintet.badge.staff;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.audit.Audit;
import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.PageQuery;
import dev.quintet.badge.paging.Sort;
import dev.quintet.badge.scoreboard.Brackets;
import dev.quintet.badge.scoreboard.Leaderboard;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.AuditEntry;
import dev.quintet.common.api.badge.Reason;
import dev.quintet.common.api.badge.ScoreRow;
import dev.quintet.common.api.badge.StaffScore;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** The staff's console: scores, exports and the audit. */
@Path("/badge/staff")
@RolesAllowed(Roles.OPERATOR)
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "badge staff")
public class StaffScoresResource {
    private final StaffScores scores;
    private final CsvExport export;
    private final Leaderboard leaderboard;
    private final GameCatalogue games;
    private final Brackets brackets;
    private final Audit audit;
    private final SecurityIdentity caller;

    StaffScoresResource(
            StaffScores scores,
            CsvExport export,
            Leaderboard leaderboard,
            GameCatalogue games,
            Brackets brackets,
            Audit audit,
            SecurityIdentity caller) {
        this.scores = scores;
        this.export = export;
        this.leaderboard = leaderboard;
        this.games = games;
        this.brackets = brackets;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Path("/leaderboard/{game}")
    @Operation(
            operationId = "readLiveLeaderboard",
            summary = "A leaderboard as it is, also while the public's is frozen")
    @APIResponse(responseCode = "404", description = "There is no such game or bracket")
    public Answer<List<ScoreRow>> live(
            @PathParam("game") String game, @BeanParam PageQuery query, @QueryParam("bracket") String bracket) {
        Page page = query.page(Sort.BEST);
        return Answer.rows(leaderboard
                .livePage(games.require(game), Optional.ofNullable(bracket).map(brackets::require), page)
                .await()
                .indefinitely());
    }

    @GET
    @Path("/scores/held")
    @Operation(operationId = "listHeldScores", summary = "Scores that are not plausible and wait for a decision")
    public Answer<List<StaffScore>> held(@BeanParam PageQuery query) {
        return Answer.rows(scores.held(query.page(Sort.STALE)));
    }

    @POST
    @Path("/scores/{id:[0-9]{1,18}}/keep")
    @Operation(operationId = "keepScore", summary = "A held score counts from now on")
    @APIResponse(responseCode = "404", description = "There is no such score")
    @APIResponse(responseCode = "409", description = "The score is not held")
    public Answer<Boolean> keep(@PathParam("id") long id, @NotNull @Valid Reason reason) {
        scores.keep(caller.getPrincipal().getName(), id, reason.reason());
        return Answer.of(true);
    }

    @POST
    @Path("/scores/{id:[0-9]{1,18}}/void")
    @Operation(
            operationId = "voidScore",
            summary = "A score counts no more, and does not come back by being sent again")
    @APIResponse(responseCode = "404", description = "There is no such score")
    @APIResponse(responseCode = "409", description = "The score is void already")
    public Answer<Boolean> takeAway(@PathParam("id") long id, @NotNull @Valid Reason reason) {
        scores.takeAway(caller.getPrincipal().getName(), id, reason.reason());
        return Answer.of(true);
    }

    @GET
    @Path("/audit")
    @Operation(operationId = "listBadgeAudit", summary = "What staff did, newest first")
    public Answer<List<AuditEntry>> audit(@BeanParam PageQuery query) {
        return Answer.rows(audit.list(query.page(Sort.RECENT)));
    }

    @GET
    @Path("/export/{table}.csv")
    @Produces("text/csv")
    @Operation(operationId = "exportBadgeTable", summary = "All users, scores or achievements as CSV")
    @APIResponse(
            responseCode = "200",
            description = "The table",
            content = @Content(mediaType = "text/csv", example = "id,discord_handle,name,points,created_at\r\n"))
    @APIResponse(responseCode = "404", description = "The table is not users, scores or achievements")
    public Response export(@PathParam("table") String name) {
        CsvExport.Table table = CsvExport.Table.find(name)
                .orElseThrow(() -> ProblemException.of(
                        404, "unknown-table", "There are users.csv, scores.csv and achievements.csv."));
        return Response.ok((StreamingOutput) out -> export.write(table, out))
                .type("text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .build();
    }
}

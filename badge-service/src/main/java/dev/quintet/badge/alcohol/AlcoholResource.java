package dev.quintet.badge.alcohol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

import dev.quintet.badge.body.Decimals;
import dev.quintet.badge.body.JsonBody;
import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.badge.identity.CurrentBadge;
import dev.quintet.badge.paging.LegacyLists;
import dev.quintet.badge.paging.PageQuery;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.ReadingRow;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** Readings of the badges' alcohol sensors. */
@Path("/alcohol")
@PermitAll
@BadgeIdentity
@Blocking
@Produces({MediaType.APPLICATION_JSON, LegacyLists.MEDIA_TYPE})
@Tag(name = "alcohol")
public class AlcoholResource {
    private static final BigDecimal MOST = BigDecimal.valueOf(100_000);
    private static final int DECIMALS = 4;

    private final Readings readings;
    private final JsonBody json;
    private final CurrentBadge current;

    AlcoholResource(Readings readings, JsonBody json, CurrentBadge current) {
        this.readings = readings;
        this.json = json;
        this.current = current;
    }

    @GET
    @Path("/list")
    @Operation(operationId = "listReadings", summary = "Everybody's readings")
    public Answer<List<ReadingRow>> list(@BeanParam PageQuery query) {
        return Answer.rows(readings.all(query.page(Sort.BEST)));
    }

    @GET
    @Path("/leaderboard")
    @Operation(operationId = "readAlcoholLeaderboard", summary = "As the list")
    public Answer<List<ReadingRow>> leaderboard(@BeanParam PageQuery query) {
        return list(query);
    }

    @GET
    @Path("/me")
    @Operation(operationId = "listMyReadings", summary = "The badge's own readings")
    public Answer<List<ReadingRow>> mine(@BeanParam PageQuery query) {
        return Answer.rows(readings.ofBadge(current.known().id(), query.page(Sort.BEST)));
    }

    @POST
    @Path("/me")
    @Operation(operationId = "keepReading", summary = "Keeps a reading; without a body nothing is written")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"reading\": 0.08}",
                            schema = @Schema(requiredProperties = "reading")))
    @APIResponse(responseCode = "422", description = "The reading is refused")
    public Answer<?> keep(byte[] body) {
        Optional<JsonNode> sent = json.object(body);
        if (sent.isEmpty()) {
            return Answer.nothingWritten();
        }
        BigDecimal reading = Decimals.read(sent.get().get("reading"))
                .filter(value -> value.compareTo(MOST) <= 0)
                .map(value -> value.setScale(DECIMALS, RoundingMode.HALF_UP))
                .orElseThrow(() -> ProblemException.invalid(
                        List.of(FieldError.body("reading", "must be a number from 0 to " + MOST))));
        return Answer.written(readings.keep(current.known().id(), reading));
    }
}

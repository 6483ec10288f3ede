package dev.quintet.badge.flag;

import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.achievement.Achievement;
import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.badge.identity.Badges;
import dev.quintet.badge.identity.CurrentBadge;
import dev.quintet.badge.limit.CountsAsWrite;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.FlagAnswer;
import dev.quintet.common.problem.ProblemException;

/** Capture the flag. */
@Path("/capturetheflag")
@PermitAll
@CountsAsWrite
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "flags")
public class FlagResource {
    private final Flags flags;
    private final Badges badges;
    private final CurrentBadge current;
    private final FlagConfig config;

    FlagResource(Flags flags, Badges badges, CurrentBadge current, FlagConfig config) {
        this.flags = flags;
        this.badges = badges;
        this.current = current;
        this.config = config;
    }

    @GET
    @Operation(operationId = "captureByCode", summary = "Leads the holder of a claimed badge's code to the prize")
    @APIResponse(responseCode = "302", description = "To the prize")
    @APIResponse(responseCode = "404", description = "The code is no claimed badge's")
    public Response byCode(
            @QueryParam("code") @Parameter(description = "Base64 of uuid&mac, each character XOR 0x69") String code) {
        Badge badge = Optional.ofNullable(code)
                .flatMap(FlagCode::decode)
                .flatMap(badges::find)
                .orElseThrow(() -> ProblemException.of(404, "unknown-flag-code", "This code captures no flag."));
        flags.capture(badge, Achievement.RICK_ROLLED);
        return Response.status(302).location(config.prize()).build();
    }

    @GET
    @Path("/HelloWorld")
    @BadgeIdentity
    @Operation(operationId = "captureHelloWorld", summary = "The classic")
    public FlagAnswer helloWorld() {
        return capture(Achievement.HELLO_WORLD);
    }

    @GET
    @Path("/Serial")
    @BadgeIdentity
    @Operation(operationId = "captureSerial", summary = "The badge's serial port was used")
    public FlagAnswer serial() {
        return capture(Achievement.SERIAL_PORT);
    }

    @GET
    @Path("/APConn")
    @BadgeIdentity
    @Operation(operationId = "captureAccessPoint", summary = "The badge's access point was switched on")
    public FlagAnswer accessPoint() {
        return capture(Achievement.ACCESS_POINT);
    }

    @GET
    @Path("/WebAuth")
    @BadgeIdentity
    @Operation(operationId = "captureWebAuthentication", summary = "The badge's web authentication was passed")
    public FlagAnswer webAuthentication() {
        return capture(Achievement.WEB_AUTHENTICATION);
    }

    @GET
    @Path("/FlagTxt")
    @BadgeIdentity
    @Operation(operationId = "captureFlagText", summary = "The flag's text was read")
    public FlagAnswer flagText() {
        return capture(Achievement.FLAG_TEXT);
    }

    @GET
    @Path("/secret/flag")
    @BadgeIdentity
    @Operation(operationId = "captureSecretFlag", summary = "The secret flag was found")
    public FlagAnswer secretFlag() {
        return capture(Achievement.SECRET_FLAG);
    }

    private FlagAnswer capture(int achievementId) {
        return new FlagAnswer(Answer.SUCCESS, flags.capture(current.known(), achievementId));
    }
}

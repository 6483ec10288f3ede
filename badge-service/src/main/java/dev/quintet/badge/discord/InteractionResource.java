package dev.quintet.badge.discord;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.body.JsonBody;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** Where Discord sends the commands that people give there. Discord's signature says that it is Discord. */
@Path("/discord/interactions")
@PermitAll
@Blocking
@Startup
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "discord")
public class InteractionResource {
    private static final int PING = 1;
    private static final int COMMAND = 2;
    private static final int PONG = 1;
    private static final int MESSAGE = 4;
    /** Only who gave the command sees the answer. */
    private static final int EPHEMERAL = 64;

    private final Optional<InteractionSignature> signature;
    private final Interactions interactions;
    private final JsonBody json;

    InteractionResource(DiscordConfig config, Interactions interactions, JsonBody json, Clock clock) {
        this.signature = config.publicKey().map(key -> signature(key, clock));
        this.interactions = interactions;
        this.json = json;
    }

    @POST
    @Operation(
            operationId = "answerDiscord",
            summary = "Answers Discord's ping and the commands /verify-badge, /leaderboard and /me")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"type\": 1}",
                            schema = @Schema(requiredProperties = "type")))
    @APIResponse(
            responseCode = "200",
            description = "Discord's own form of an answer",
            content = @Content(schema = @Schema(implementation = Object.class, examples = "{\"type\": 1}")))
    @APIResponse(responseCode = "401", description = "Discord has not signed this")
    @APIResponse(responseCode = "404", description = "No public key is set: there are no commands here")
    public Map<String, Object> interact(
            @HeaderParam("X-Signature-Ed25519") String signed,
            @HeaderParam("X-Signature-Timestamp") String timestamp,
            byte[] body) {
        InteractionSignature expected = signature.orElseThrow(
                () -> ProblemException.of(404, "discord-not-set-up", "No DISCORD_PUBLIC_KEY is set here."));
        byte[] bytes = body == null ? new byte[0] : body;
        if (!expected.isValid(signed, timestamp, bytes)) {
            throw ProblemException.of(401, "signature-wrong", "This is not signed by Discord for this application.");
        }
        JsonNode interaction = json.object(bytes)
                .orElseThrow(() -> ProblemException.of(400, "bad-request", "The body is empty; JSON was expected."));
        return switch (interaction.path("type").asInt()) {
            case PING -> Map.of("type", PONG);
            case COMMAND -> message(interactions.answer(interaction));
            default ->
                throw ProblemException.invalid(List.of(FieldError.body("type", "must be 1 (ping) or 2 (command)")));
        };
    }

    /** No name in a text can call anybody. */
    private static Map<String, Object> message(String text) {
        return Map.of(
                "type",
                MESSAGE,
                "data",
                Map.of("content", text, "flags", EPHEMERAL, "allowed_mentions", Map.of("parse", List.of())));
    }

    private static InteractionSignature signature(String key, Clock clock) {
        try {
            return new InteractionSignature(key, clock);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("DISCORD_PUBLIC_KEY is " + key + ", but " + wrong.getMessage(), wrong);
        }
    }
}

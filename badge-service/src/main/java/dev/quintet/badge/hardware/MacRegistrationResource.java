package dev.quintet.badge.hardware;

import java.util.Optional;

import jakarta.annotation.security.PermitAll;
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

import dev.quintet.badge.body.JsonBody;
import dev.quintet.badge.identity.BadgeIdentity;
import dev.quintet.badge.identity.BadgeIdentity.Policy;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.problem.ProblemException;

/** Which chip has which MAC address, said by badges at the factory table. */
@Path("/config/mac/register")
@PermitAll
@BadgeIdentity(Policy.HEADERS)
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "badges")
public class MacRegistrationResource {
    private final MacRegistrations registrations;
    private final JsonBody json;

    MacRegistrationResource(MacRegistrations registrations, JsonBody json) {
        this.registrations = registrations;
        this.json = json;
    }

    @POST
    @Operation(operationId = "registerMac", summary = "Keeps a chip's MAC address; the same pair again is one record")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"mac_address\": \"24:0a:c4:00:01:10\", \"chip_id\": \"esp32-7\"}",
                            schema = @Schema(requiredProperties = {"mac_address", "chip_id"})))
    @APIResponse(responseCode = "400", description = "A header or a field is missing or malformed")
    public Answer<?> register(byte[] body) {
        Optional<JsonNode> sent = json.object(body);
        if (sent.isEmpty()) {
            return Answer.nothingWritten();
        }
        return Answer.written(registrations.keep(field(sent.get(), "mac_address"), field(sent.get(), "chip_id")));
    }

    private static String field(JsonNode body, String name) {
        JsonNode value = body.path(name);
        String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
        if (text.isBlank()) {
            throw ProblemException.of(400, "field-missing", name + " is missing");
        }
        if (!text.matches("[ -~]{1,128}")) {
            throw ProblemException.of(400, "field-invalid", name + " must be 1 to 128 printable ASCII characters");
        }
        return text;
    }
}

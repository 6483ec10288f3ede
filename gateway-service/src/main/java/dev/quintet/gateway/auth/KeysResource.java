package dev.quintet.gateway.auth;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.quintet.common.api.gateway.CreateKey;
import dev.quintet.common.api.gateway.CreatedKey;
import dev.quintet.common.api.gateway.KeyList;
import dev.quintet.common.api.gateway.KeyView;
import dev.quintet.common.event.SuiteEvents;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Makes, lists and revokes API keys. */
@Path("/api/keys")
@Tag(name = "keys", description = "API keys of the gateway")
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
    private static final String CREATED_EXAMPLE =
            """
            {"id":"3f9c0a51be27","key":"qk_3f9c0a51be27_4rq0oU3n1M9wVfX7kq2ZsYb8cT5eJ6hLdA-pGtRiWx_","name":"dashboard",\
            "role":"viewer","created":"2026-03-01T12:00:00Z","expires":"2027-03-01T12:00:00Z"}""";
    private static final String LIST_EXAMPLE =
            """
            {"keys":[{"id":"3f9c0a51be27","name":"dashboard","role":"viewer","created":"2026-03-01T12:00:00Z",\
            "expires":"2027-03-01T12:00:00Z","expired":false}]}""";

    private final ApiKeys keys;
    private final Authenticator authenticator;
    private final SuiteEvents events;
    private final SecurityIdentity identity;
    private final AuthConfig config;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    KeysResource(
            ApiKeys keys,
            Authenticator authenticator,
            SuiteEvents events,
            SecurityIdentity identity,
            AuthConfig config) {
        this.keys = keys;
        this.authenticator = authenticator;
        this.events = events;
        this.identity = identity;
        this.config = config;
    }

    /** Makes a key and shows it, this once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @ResponseStatus(201)
    @Operation(
            operationId = "createKey",
            summary = "Makes an API key; the answer is the only place its secret is shown")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = CreateKey.class),
                            examples =
                                    @ExampleObject(
                                            name = "dashboard",
                                            value = "{\"name\":\"dashboard\",\"role\":\"viewer\","
                                                    + "\"expires\":\"2027-03-01T12:00:00Z\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The new key",
            content =
                    @Content(
                            schema = @Schema(implementation = CreatedKey.class),
                            examples = @ExampleObject(name = "created", value = CREATED_EXAMPLE)))
    @APIResponse(responseCode = "409", description = "There are as many keys as there can be")
    @APIResponse(responseCode = "503", description = "Redis is away")
    public Uni<CreatedKey> create(@NotNull @Valid CreateKey wish) {
        Instant now = clock.instant();
        if (wish.expires() != null && !wish.expires().isAfter(now)) {
            throw ProblemException.invalid(List.of(new FieldError(List.of("body", "expires"), "must lie ahead")));
        }
        String id = KeyText.newId(random);
        String key = KeyText.newKey(id, random);
        StoredKey stored = new StoredKey(
                id, HexFormat.of().formatHex(KeyText.hash(key)), wish.name(), wish.role(), now, wish.expires());
        return keys.count()
                .invoke(count -> {
                    if (count >= config.maxKeys()) {
                        throw ProblemException.of(
                                409, "key-limit", "There are " + count + " keys, which is the limit; revoke some.");
                    }
                })
                .chain(() -> keys.put(stored))
                .invoke(() -> audit("gateway.key.created", stored))
                .replaceWith(new CreatedKey(id, key, stored.name(), stored.role(), now, stored.expires()));
    }

    /** All keys, without their secrets. */
    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "listKeys", summary = "Lists the API keys, without their secrets")
    @APIResponse(
            responseCode = "200",
            description = "The keys, oldest first",
            content =
                    @Content(
                            schema = @Schema(implementation = KeyList.class),
                            examples = @ExampleObject(name = "keys", value = LIST_EXAMPLE)))
    @APIResponse(responseCode = "503", description = "Redis is away")
    public Uni<KeyList> list() {
        Instant now = clock.instant();
        return keys.list()
                .map(all -> new KeyList(all.stream()
                        .sorted(Comparator.comparing(StoredKey::created).thenComparing(StoredKey::id))
                        .map(key -> new KeyView(
                                key.id(), key.name(), key.role(), key.created(), key.expires(), key.isExpired(now)))
                        .toList()));
    }

    /** Ends a key. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @ResponseStatus(204)
    @Operation(
            operationId = "revokeKey",
            summary = "Revokes an API key",
            description = "At once here; other gateways may believe it for the few seconds they remember it.")
    @APIResponse(responseCode = "204", description = "Revoked")
    @APIResponse(responseCode = "404", description = "There is no such key")
    @APIResponse(responseCode = "503", description = "Redis is away")
    public Uni<Void> revoke(@PathParam("id") String id) {
        return keys.find(id).chain(found -> {
            StoredKey key = found.orElseThrow(() -> ProblemException.of(404, "not-found", "There is no such key."));
            return keys.remove(id)
                    .invoke(removed -> authenticator.forget(key))
                    .invoke(removed -> audit("gateway.key.revoked", key))
                    .replaceWithVoid();
        });
    }

    private void audit(String kind, StoredKey key) {
        String by = identity.getPrincipal().getName();
        String done = kind.substring(kind.lastIndexOf('.') + 1);
        events.publish(
                kind,
                key.id(),
                "Key " + key.name() + " (" + key.role() + ") was " + done + " by " + by,
                Map.of("name", key.name(), "role", key.role(), "by", by));
    }
}

package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

import dev.quintet.common.api.backendify.BackendChange;
import dev.quintet.common.api.backendify.BackendView;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** {@code /backends}: how the backends do, and where they are. */
@Path("/backends")
@Tag(name = "backends")
public class BackendResource {
    private static final Logger LOG = Logger.getLogger(BackendResource.class);

    private final Backends backends;

    BackendResource(Backends backends) {
        this.backends = backends;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listBackends", summary = "The state of every backend")
    @APIResponse(responseCode = "200", description = "By country")
    public List<BackendView> list() {
        return backends.all().stream()
                .map(Backend::state)
                .map(BackendResource::view)
                .toList();
    }

    @PUT
    @Path("/{country}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "putBackend",
            summary = "Use another backend for a country, or one for a new country",
            description =
                    "Takes effect with the next call; calls under way end where they began. Cached companies stay.")
    @APIResponse(responseCode = "200", description = "The backend as it is now")
    @APIResponse(responseCode = "422", description = "The country or the URL is not valid")
    public BackendView put(
            @Parameter(description = "two letters, any case", example = "us") @PathParam("country") String country,
            @NotNull @Valid BackendChange change) {
        BackendAddress address = address(country, change.url());
        if (backends.put(address)) {
            LOG.infof("backend %s is %s, by request", address.country(), address.base());
        }
        return backends.find(address.country())
                .map(Backend::state)
                .map(BackendResource::view)
                .orElseThrow(() -> ProblemException.of(409, "conflict", "The backend was changed by another at once."));
    }

    private static BackendAddress address(String country, String url) {
        try {
            return BackendAddress.of(country, url);
        } catch (IllegalArgumentException wrong) {
            List<String> where = country.matches("[A-Za-z]{2}") ? List.of("body", "url") : List.of("path", "country");
            throw ProblemException.invalid(List.of(new FieldError(where, wrong.getMessage())));
        }
    }

    private static BackendView view(BackendState state) {
        BackendCounts counts = state.counts();
        return new BackendView(
                state.address().country(),
                state.address().base().toString(),
                state.inFlight(),
                state.limit(),
                state.queued(),
                state.breaker().name().toLowerCase(Locale.ROOT),
                state.pause().toMillis(),
                state.median().map(Duration::toMillis).orElse(null),
                state.p95().map(Duration::toMillis).orElse(null),
                counts.calls(),
                counts.answers(),
                counts.failures(),
                counts.broken(),
                counts.throttles(),
                counts.shed(),
                counts.hedges(),
                counts.retries());
    }
}

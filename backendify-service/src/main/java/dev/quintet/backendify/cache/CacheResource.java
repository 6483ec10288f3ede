package dev.quintet.backendify.cache;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/**
 * {@code DELETE /cache}. The company is read from the path as it came: a router takes {@code .} and {@code ..} out of it,
 * and {@code DELETE /cache/us/..} must not empty the cache.
 */
@Path("/cache")
@Tag(name = "companies")
@RolesAllowed(Roles.OPERATOR)
public class CacheResource {
    private final CompanyCache cache;

    CacheResource(CompanyCache cache) {
        this.cache = cache;
    }

    @DELETE
    @Operation(operationId = "clearCompanyCache", summary = "Forget every company, in all levels")
    @APIResponse(responseCode = "204", description = "Forgotten")
    public void clear(@Context HttpServerRequest request) {
        String path = request.path();
        if (path.equals("/cache") || path.equals("/cache/")) {
            cache.clear();
        } else {
            forget(path);
        }
    }

    @DELETE
    @Path("/{country}/{id: .+}")
    @Operation(operationId = "forgetCompany", summary = "Forget one company, in all levels")
    @APIResponse(responseCode = "204", description = "Forgotten, or not known anyway")
    @APIResponse(responseCode = "400", description = "The country or the id is not valid")
    public void forget(
            @Parameter(description = "two letters, any case", example = "us") @PathParam("country") String country,
            @Parameter(description = "percent-encoded", example = "4711") @PathParam("id") String id,
            @Context HttpServerRequest request) {
        forget(request.path());
    }

    private void forget(String path) {
        try {
            cache.remove(CompanyKey.ofPath("/cache/", path).cacheKey());
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.of(400, "bad-request", malformed.getMessage() + ".");
        }
    }
}

package dev.quintet.common.problem;

import java.time.Duration;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.identity.SecurityIdentity;
import org.jboss.resteasy.reactive.RestQuery;

import dev.quintet.common.security.Roles;

/** An endpoint of each kind, for the tests of what all endpoints share. */
@Path("/sample")
public class SampleResource {
    record Line(@NotBlank String name, @Min(1) int count) {}

    record Order(@NotNull @JsonProperty("order_id") Integer orderId, List<@Valid Line> lines, Kind kind) {}

    enum Kind {
        SMALL,
        LARGE
    }

    private final SecurityIdentity identity;

    SampleResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Order order(@NotNull @Valid Order order) {
        return order;
    }

    @GET
    @PermitAll
    public String list(@RestQuery @Max(100) @Min(1) Integer limit) {
        return "limit " + limit;
    }

    @GET
    @Path("/busy")
    @PermitAll
    public String busy() {
        throw ProblemException.of(503, "engine-away", "The engine is away.").withRetryAfter(Duration.ofMillis(1500));
    }

    @GET
    @Path("/broken")
    @PermitAll
    public String broken() {
        throw new IllegalStateException("secret: SELECT password FROM users");
    }

    @GET
    @Path("/unwritable")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Unwritable unwritable() {
        return new Unwritable();
    }

    static class Unwritable {
        public String getValue() {
            throw new IllegalStateException("no value");
        }
    }

    @GET
    @Path("/viewer")
    @RolesAllowed(Roles.VIEWER)
    public String viewer() {
        return identity.getPrincipal().getName();
    }

    @GET
    @Path("/operator")
    @RolesAllowed(Roles.OPERATOR)
    public String operator() {
        return identity.getPrincipal().getName();
    }

    @GET
    @Path("/undeclared")
    public String undeclared() {
        return "never";
    }
}

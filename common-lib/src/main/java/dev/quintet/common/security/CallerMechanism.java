package dev.quintet.common.security;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Knows the caller of a service by the gateway's token; without a secret, every loopback caller is {@code admin}. */
@ApplicationScoped
public class CallerMechanism implements HttpAuthenticationMechanism {
    private static final Caller LOCAL = new Caller("local", Set.of(Roles.ADMIN));
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final InternalSecurity security;
    private final String audience;

    CallerMechanism(
            InternalSecurity security, @ConfigProperty(name = "quarkus.application.name") String applicationName) {
        this.security = security;
        this.audience = applicationName;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        Optional<Caller> caller = security.callerTokens().isPresent()
                ? fromToken(security.callerTokens().get(), context.request())
                : fromLoopback(context.request());
        return Uni.createFrom().item(caller.map(CallerMechanism::identity).orElse(null));
    }

    private Optional<Caller> fromToken(CallerTokens tokens, HttpServerRequest request) {
        String token = request.getHeader(CallerTokens.HEADER);
        return Optional.ofNullable(token)
                .flatMap(given -> tokens.verify(given, audience))
                // The gateway signs for nobody in particular too; for a role, that is no caller: 401, not 403.
                .filter(caller -> !caller.equals(Caller.ANONYMOUS));
    }

    /** The Host is checked too: a page in a browser on this machine may reach loopback under a name of its own. */
    private static Optional<Caller> fromLoopback(HttpServerRequest request) {
        boolean local = InternalSecurity.isLoopback(request.remoteAddress().hostAddress())
                && request.authority() != null
                && LOOPBACK_NAMES.contains(request.authority().host());
        return local ? Optional.of(LOCAL) : Optional.empty();
    }

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(Roles.expand(caller.roles()))
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "ApiKey realm=\"quintet\""));
    }
}

package dev.quintet.gateway.auth;

import java.time.Clock;
import java.util.Map;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import dev.quintet.common.event.SuiteEvents;
import dev.quintet.common.security.Roles;

/** Puts the authenticator together, and stops the start if the bootstrap key is too weak. */
@Singleton
class AuthenticatorProducer {
    private static final Logger LOG = Logger.getLogger(AuthenticatorProducer.class);
    private static final int FEWEST_CHARACTERS = 24;

    @Produces
    @Singleton
    Authenticator authenticator(
            ApiKeys keys, SuiteEvents events, AuthConfig config, OidcConfig oidc, Vertx vertx, MeterRegistry meters) {
        config.bootstrapKey().ifPresent(key -> {
            if (key.length() < FEWEST_CHARACTERS || key.length() > KeyText.MAX_LENGTH) {
                throw new ConfigurationException("QUINTET_API_KEY has " + key.length() + " characters; "
                        + FEWEST_CHARACTERS + " to " + KeyText.MAX_LENGTH + " are allowed");
            }
        });
        if (config.bootstrapKey().isEmpty()) {
            LOG.info("QUINTET_API_KEY is not set: only keys kept in Redis are known");
        }
        Authenticator authenticator = new Authenticator(
                keys,
                oidc.issuer().map(issuer -> tokens(vertx, oidc, issuer)),
                (address, reason) -> {
                    LOG.infof("Refused caller (%s) from %s", reason, address);
                    events.publish(
                            "gateway.key.refused",
                            address,
                            "A wrong key or token came from " + address,
                            Map.of("reason", reason));
                },
                config,
                Clock.systemUTC(),
                System::nanoTime);
        meters.gauge(
                "quintet.gateway.auth.cached", authenticator, it -> it.sizes().get("good"));
        return authenticator;
    }

    private static BearerTokens tokens(Vertx vertx, OidcConfig oidc, String issuer) {
        if (!issuer.matches("https?://.+")) {
            throw new ConfigurationException(
                    "quintet.gateway.oidc.issuer: '" + issuer + "' must be an http or https URL");
        }
        oidc.roleMap().forEach((theirs, ours) -> {
            if (!Roles.ALL.contains(ours)) {
                throw new ConfigurationException(
                        "quintet.gateway.oidc.role-map." + theirs + ": '" + ours + "' must be one of " + Roles.ALL);
            }
        });
        return new BearerTokens(vertx, oidc, issuer, Clock.systemUTC());
    }
}

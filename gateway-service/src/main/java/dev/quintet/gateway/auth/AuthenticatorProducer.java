package dev.quintet.gateway.auth;

import java.time.Clock;
import java.util.Map;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.jboss.logging.Logger;

import dev.quintet.common.event.SuiteEvents;

/** Puts the authenticator together, and stops the start if the bootstrap key is too weak. */
@Singleton
class AuthenticatorProducer {
    private static final Logger LOG = Logger.getLogger(AuthenticatorProducer.class);
    private static final int FEWEST_CHARACTERS = 24;

    @Produces
    @Singleton
    Authenticator authenticator(ApiKeys keys, SuiteEvents events, AuthConfig config, MeterRegistry meters) {
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
                (address, reason) -> {
                    LOG.infof("Wrong API key (%s) from %s", reason, address);
                    events.publish(
                            "gateway.key.refused",
                            address,
                            "A wrong API key came from " + address,
                            Map.of("reason", reason));
                },
                config,
                Clock.systemUTC(),
                System::nanoTime);
        meters.gauge(
                "quintet.gateway.auth.cached", authenticator, it -> it.sizes().get("good"));
        return authenticator;
    }
}

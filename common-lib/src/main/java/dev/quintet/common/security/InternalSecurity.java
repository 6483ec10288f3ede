package dev.quintet.common.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Decides at start how callers are known: by the token that the gateway signs with the shared secret, or, without a
 * secret, not at all, and then only on loopback.
 */
@Singleton
public class InternalSecurity {
    private static final Logger LOG = Logger.getLogger(InternalSecurity.class);

    private final Optional<CallerTokens> tokens;
    private final String host;

    InternalSecurity(
            @ConfigProperty(name = "quintet.internal.secret") Optional<String> secret,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.host = host;
        this.tokens = secret.map(InternalSecurity::tokens);
    }

    private static CallerTokens tokens(String secret) {
        if (secret.length() < CallerTokens.MIN_SECRET_LENGTH) {
            throw new ConfigurationException("QUINTET_INTERNAL_SECRET has " + secret.length() + " characters; at least "
                    + CallerTokens.MIN_SECRET_LENGTH + " are needed");
        }
        return new CallerTokens(secret, Clock.systemUTC());
    }

    void check(@Observes StartupEvent start) {
        if (tokens.isPresent()) {
            return;
        }
        if (!isLoopback(host)) {
            throw new ConfigurationException("quarkus.http.host is " + host + ", which others can reach, but"
                    + " QUINTET_INTERNAL_SECRET is not set: set it, or listen on 127.0.0.1");
        }
        LOG.warn("QUINTET_INTERNAL_SECRET is not set: every caller on this machine is trusted as admin;"
                + " only loopback is served");
    }

    /** Present if a secret is set. */
    public Optional<CallerTokens> callerTokens() {
        return tokens;
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}

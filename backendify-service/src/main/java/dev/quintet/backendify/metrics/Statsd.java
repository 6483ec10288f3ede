package dev.quintet.backendify.metrics;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocket;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends the counters to a StatsD server over UDP, if one is named; nobody waits for it. */
@Singleton
public class Statsd {
    private static final Logger LOG = Logger.getLogger(Statsd.class);
    private static final int DEFAULT_PORT = 8125;

    private final Vertx vertx;
    private final MetricsConfig config;
    private final Optional<Target> target;
    private final StatsdCounters counters = new StatsdCounters();
    private Optional<DatagramSocket> socket = Optional.empty();

    private record Target(String host, int port) {}

    Statsd(Vertx vertx, MetricsConfig config, @ConfigProperty(name = "statsd.server") Optional<String> server) {
        this.vertx = vertx;
        this.config = config;
        this.target =
                server.map(String::strip).filter(given -> !given.isEmpty()).map(Statsd::target);
    }

    void start(@Observes StartupEvent start) {
        if (target.isPresent()) {
            socket = Optional.of(vertx.createDatagramSocket());
            vertx.setPeriodic(config.statsdInterval().toMillis(), tick -> send());
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        send();
    }

    void count(Outcome outcome, boolean fromCache) {
        if (target.isPresent()) {
            counters.count(outcome, fromCache);
        }
    }

    private void send() {
        if (socket.isEmpty() || target.isEmpty()) {
            return;
        }
        counters.drain().ifPresent(packet -> socket.get()
                .send(packet, target.get().port(), target.get().host())
                .onFailure(failure -> LOG.debugf("StatsD packet lost: %s", failure.getMessage())));
    }

    private static Target target(String server) {
        int colon = server.lastIndexOf(':');
        try {
            Target target = colon < 0
                    ? new Target(server, DEFAULT_PORT)
                    : new Target(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
            if (!target.host().isBlank() && target.port() > 0 && target.port() < 65_536) {
                return target;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with what is allowed.
        }
        throw new ConfigurationException(
                "STATSD_SERVER is '" + server + "'; host:port is allowed, as in localhost:8125");
    }
}

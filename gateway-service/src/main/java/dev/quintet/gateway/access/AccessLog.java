package dev.quintet.gateway.access;

import java.util.Locale;
import java.util.Set;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import org.jboss.logging.Logger;

import dev.quintet.gateway.proxy.Exchange;
import dev.quintet.gateway.proxy.RequestTarget;
import dev.quintet.gateway.route.Route;

/**
 * One line a request: {@code <client> <caller> <method> <path> <status> <ms>ms <bytes>B <route> <request id>}.
 *
 * <p>INVARIANT: a line is one line. All that clients choose in it has been checked for control characters, or is left
 * out.
 */
@Singleton
class AccessLog {
    private static final Logger LOG = Logger.getLogger("access");
    private static final int MAX_TARGET = 1_000;
    private static final int MOST_WAITING = 8_192;

    private final boolean enabled;
    private final AccessConfig.Form form;
    private final Set<String> secretParameters;
    private final LineQueue lines;

    AccessLog(AccessConfig config, MeterRegistry meters) {
        // A request must not wait for the console, and a console that stands still must not stop the gateway.
        this.lines = new LineQueue(MOST_WAITING, LOG::info);
        FunctionCounter.builder("quintet.gateway.access.dropped", lines, LineQueue::dropped)
                .description("Lines of the access log that were dropped, as their reader was too slow")
                .register(meters);
        this.enabled = config.log();
        this.form = config.form();
        this.secretParameters = config.secretParameters();
    }

    void write(Exchange exchange, int status, long bytes, long nanos) {
        if (!enabled || !LOG.isInfoEnabled()) {
            return;
        }
        lines.add(
                form == AccessConfig.Form.JSON
                        ? json(exchange, status, bytes, nanos)
                        : line(exchange, status, bytes, nanos));
    }

    @PreDestroy
    void close() {
        lines.close();
    }

    private String json(Exchange exchange, int status, long bytes, long nanos) {
        return new JsonObject()
                .put("client", exchange.forwarding().client())
                .put("caller", exchange.caller().name())
                .put("method", exchange.request().method().name())
                .put("target", exchange.target().map(this::shown).orElse("-"))
                .put("status", status)
                .put("millis", nanos / 1_000_000.0)
                .put("bytes", bytes)
                .put("route", exchange.route().map(Route::name).orElse("-"))
                .put("requestId", exchange.requestId())
                .put("traceparent", exchange.traceparent())
                .encode();
    }

    private String line(Exchange exchange, int status, long bytes, long nanos) {
        StringBuilder line = new StringBuilder(160);
        line.append(exchange.forwarding().client()).append(' ');
        line.append(exchange.caller().name().replace(' ', '_')).append(' ');
        line.append(exchange.request().method()).append(' ');
        line.append(exchange.target().map(this::shown).orElse("-")).append(' ');
        line.append(status).append(' ');
        long micros = nanos / 1_000;
        line.append(micros / 1_000).append('.').append((micros / 100) % 10).append("ms ");
        line.append(bytes).append("B ");
        line.append(exchange.route().map(Route::name).orElse("-")).append(' ');
        line.append(exchange.requestId());
        return line.toString();
    }

    private String shown(RequestTarget target) {
        String query = target.query();
        String uri = target.forwardUri();
        String shown = query.isEmpty()
                ? uri
                : uri.substring(0, uri.length() - query.length()) + withoutSecrets(query, secretParameters);
        return shown.length() <= MAX_TARGET ? shown : shown.substring(0, MAX_TARGET) + "...";
    }

    static String withoutSecrets(String query, Set<String> secretParameters) {
        StringBuilder shown = new StringBuilder(query.length());
        for (String parameter : query.split("&", -1)) {
            if (!shown.isEmpty()) {
                shown.append('&');
            }
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            boolean secret = equals >= 0 && secretParameters.contains(name.toLowerCase(Locale.ROOT));
            shown.append(secret ? name + "=***" : parameter);
        }
        return shown.toString();
    }
}

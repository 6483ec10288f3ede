package dev.quintet.badge.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.quintet.common.security.CallerTokens;
import dev.quintet.common.security.InternalSecurity;

/**
 * The client's address: what the gateway says, if the gateway says it, else the peer's.
 *
 * <p>Of a proxied scope, because request filters are made before the configuration is there.
 */
@ApplicationScoped
class ClientAddress {
    private static final int NETWORK_BYTES = 8;
    /** Only literal addresses: a name would be looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

    private final InternalSecurity security;
    private final String audience;

    ClientAddress(InternalSecurity security, @ConfigProperty(name = "quarkus.application.name") String audience) {
        this.security = security;
        this.audience = audience;
    }

    /** An IPv4 address, or the first half of an IPv6 address: the rest is the client's to choose. */
    String of(HttpServerRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        String client = forwarded != null && isFromGateway(request) ? forwarded.split(",", 2)[0].strip() : "";
        String peer = request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
        return network(LITERAL.matcher(client).matches() ? client : peer);
    }

    /** Without a secret only this machine is served, and trusted. */
    private boolean isFromGateway(HttpServerRequest request) {
        return security.callerTokens()
                .map(tokens -> request.getHeader(CallerTokens.HEADER) != null
                        && tokens.verify(request.getHeader(CallerTokens.HEADER), audience)
                                .isPresent())
                .orElse(true);
    }

    static String network(String address) {
        try {
            if (LITERAL.matcher(address).matches() && InetAddress.getByName(address) instanceof Inet6Address six) {
                return HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES));
            }
        } catch (UnknownHostException malformed) {
            return "unknown";
        }
        return address;
    }
}

package dev.quintet.gateway.proxy;

import java.util.function.LongConsumer;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Joins client and service byte by byte once the service has agreed to an upgrade. */
final class Tunnel {
    private Tunnel() {}

    /**
     * To be called where the service's answer came, before anything behind it is read.
     *
     * @param ended is given the bytes that went to the client when the tunnel has ended
     */
    static void join(Exchange exchange, HttpClientResponse from, LongConsumer ended) {
        // How it ends is seen at the connections; without a handler Vert.x would log it as well.
        from.exceptionHandler(known -> {});
        HttpServerResponse to = exchange.response();
        HeaderRules.copyResponse(from.headers(), to.headers());
        exchange.writeAnswerHeaders(to.headers());
        to.putHeader(HttpHeaders.CONNECTION, "Upgrade");
        to.putHeader(HttpHeaders.UPGRADE, exchange.request().getHeader(HttpHeaders.UPGRADE));
        Channel client = Channels.of(exchange.request().connection());
        Channel service = Channels.of(from.request().connection());
        TunnelEnd serviceEnd = new TunnelEnd(service, client);
        Channels.addTunnel(exchange.request().connection(), new TunnelEnd(client, service));
        var unused = exchange.request().toNetSocket();
        Channels.addTunnel(from.request().connection(), serviceEnd);
        Channels.onClose(exchange.request().connection(), () -> ended.accept(serviceEnd.bytes()));
    }
}

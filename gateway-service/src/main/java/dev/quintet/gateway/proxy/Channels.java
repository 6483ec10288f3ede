package dev.quintet.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;

/** The one place that reaches below Vert.x' public interface, which has no way to a connection's channel. */
public final class Channels {
    /** Who is to be told that the body now being read is not well-formed. */
    static final AttributeKey<Runnable> BROKEN_BODY = AttributeKey.valueOf(Channels.class, "BROKEN_BODY");

    /** The names that Vert.x gives its decoder of requests, and what stands behind it. */
    private static final String DECODER = "httpDecoder";

    private static final String HANDLER = "handler";

    private Channels() {}

    static Channel of(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext().channel();
    }

    /** To be called before the first byte is read. */
    static void makeStrict(HttpConnection connection, HttpServerOptions options, HeadDeadlines deadlines) {
        ChannelPipeline pipeline = of(connection).pipeline();
        if (pipeline.get(DECODER) != null) {
            pipeline.replace(DECODER, DECODER, new StrictRequestDecoder(options, deadlines));
        }
    }

    /** Runs it when the connection has ended, whatever became of it in between. */
    static void onClose(HttpConnection connection, Runnable ended) {
        var unused = of(connection).closeFuture().addListener(closed -> ended.run());
    }

    /** Tells the exchange, instead of closing the connection without a word, if its chunks are not well-formed. */
    static void watchBody(Exchange exchange) {
        if (RequestChecks.isChunked(exchange.request())) {
            // The decoder is outside of the context that requests are handled in.
            Context context = Vertx.currentContext();
            of(exchange.request().connection())
                    .attr(BROKEN_BODY)
                    .set(() -> context.runOnContext(inside -> exchange.bodyBroke()));
        }
    }

    /** Puts a handler of bytes where HTTP messages were handled. */
    static void addTunnel(HttpConnection connection, TunnelEnd end) {
        of(connection).pipeline().addBefore(HANDLER, "tunnel", end);
    }

    /** Closes at once. {@link HttpConnection#close} would first wait for the client to take what is written. */
    public static void abort(HttpConnection connection) {
        // From its own handler outwards: that handler would hold a close from the channel back until all is flushed.
        var unused = ((ConnectionBase) connection).channelHandlerContext().close();
    }
}

package dev.quintet.gateway.proxy;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;

/** The one place that reaches below Vert.x' public interface, which has no way to a connection's channel. */
public final class Channels {
    /** The name that Vert.x gives its decoder. */
    private static final String DECODER = "httpDecoder";

    private Channels() {}

    /** To be called before the first byte is read. */
    static void makeStrict(HttpConnection connection, HttpServerOptions options) {
        ChannelPipeline pipeline =
                ((ConnectionBase) connection).channelHandlerContext().pipeline();
        if (pipeline.get(DECODER) != null) {
            pipeline.replace(DECODER, DECODER, new StrictRequestDecoder(options));
        }
    }

    /** Closes at once. {@link HttpConnection#close} would first wait for the client to take what is written. */
    public static void abort(HttpConnection connection) {
        // From its own handler outwards: that handler would hold a close from the channel back until all is flushed.
        var unused = ((ConnectionBase) connection).channelHandlerContext().close();
    }
}

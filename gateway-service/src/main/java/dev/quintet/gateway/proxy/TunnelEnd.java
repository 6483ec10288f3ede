package dev.quintet.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;

/**
 * One end of a tunnel: what is read here is written at the other end, and nothing more is read while the other end does
 * not take it. An end that says it will send no more ends only this direction; when both have, or one is gone, both
 * close. Both ends live on the same event loop.
 */
final class TunnelEnd extends ChannelInboundHandlerAdapter {
    private final Channel here;
    private final Channel there;
    private long bytes;
    private boolean inputEnded;

    TunnelEnd(Channel here, Channel there) {
        this.here = here;
        this.there = there;
    }

    /** Bytes that came in here. */
    long bytes() {
        return bytes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        // With TLS the end of one direction cannot be told apart: then the connection ends.
        if (here instanceof DuplexChannel && there instanceof DuplexChannel) {
            here.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
        here.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf read) {
            bytes += read.readableBytes();
            var unused = there.write(read);
        } else {
            // The rest of the upgrade's own messages.
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        there.flush();
        if (!there.isWritable()) {
            here.config().setAutoRead(false);
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        there.config().setAutoRead(here.isWritable());
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded = true;
            // After all that is still to be written.
            var unused = there.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> endOutput());
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void endOutput() {
        TunnelEnd other = there.pipeline().get(TunnelEnd.class);
        if (other == null || other.inputEnded) {
            // Its end ends this one: channelInactive.
            var unused = there.close();
        } else {
            var unused = ((DuplexChannel) there).shutdownOutput();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var unused = there.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        context.fireChannelInactive();
    }
}

package dev.quintet.backendify.company;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Bounds the clients' connections where they are accepted: beyond the bound they wait in the kernel's queue, where they cost
 * this process nothing. Counting them where they are served would come too late: a service that is short of CPU accepts much
 * faster than it serves, and each connection that waits for its first turn already takes a kilobyte of heap.
 *
 * <p>INVARIANT: accepting is stopped only while connections are open, the last of which lets it go on.
 */
@Sharable
final class ConnectionGate extends ChannelInboundHandlerAdapter {
    private final int max;
    private final AtomicInteger open = new AtomicInteger();

    /** @param max connections at once, at least 1 */
    ConnectionGate(int max) {
        this.max = max;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel door = context.channel();
        // One turn of the acceptor takes up to 16 at once, so the bound is exceeded by as many at most.
        if (open.incrementAndGet() >= max) {
            door.config().setAutoRead(false);
        }
        ((Channel) accepted).closeFuture().addListener(closed -> {
            if (open.decrementAndGet() < max && !door.config().isAutoRead()) {
                door.config().setAutoRead(true);
            }
        });
        context.fireChannelRead(accepted);
    }

    /** Connections accepted and not yet closed. */
    int open() {
        return open.get();
    }
}

package dev.quintet.local.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.random.RandomGenerator;

/** One client's connection and its other half to the server. Used by one thread only. */
final class Relay {
    private final SocketChannel client;
    private final SocketChannel server;
    private final Pipe up;
    private final Pipe down;
    private final SelectionKey clientKey;
    private final SelectionKey serverKey;
    private boolean connected;
    private boolean closed;

    Relay(SocketChannel client, InetSocketAddress target, Selector selector, RandomGenerator random)
            throws IOException {
        this.client = client;
        this.server = SocketChannel.open();
        try {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.configureBlocking(false);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            this.up = new Pipe(client, server, random);
            this.down = new Pipe(server, client, random);
            this.clientKey = client.register(selector, 0, this);
            this.serverKey = server.register(selector, SelectionKey.OP_CONNECT, this);
            if (server.connect(target)) {
                begin();
            }
        } catch (IOException e) {
            reset();
            throw e;
        }
    }

    private void begin() {
        connected = true;
        interest();
    }

    /** A key of one of the two is ready. */
    void ready(SelectionKey key, ByteBuffer buffer, Disturbance disturbance, long now) {
        try {
            if (!connected) {
                if (server.finishConnect()) {
                    begin();
                }
                return;
            }
            boolean fromClient = key == clientKey;
            if (key.isReadable()) {
                (fromClient ? up : down).read(buffer, disturbance, now);
            }
            pass(disturbance, now);
        } catch (IOException e) {
            reset();
        }
    }

    /** Passes on what is due by now. */
    void pass(Disturbance disturbance, long now) {
        if (closed || !connected) {
            return;
        }
        try {
            up.pass(disturbance, now);
            down.pass(disturbance, now);
            if (up.ended() && down.ended()) {
                close();
            } else {
                interest();
            }
        } catch (IOException e) {
            reset();
        }
    }

    long nextDue() {
        return closed ? Long.MAX_VALUE : Math.min(up.nextDue(), down.nextDue());
    }

    boolean closed() {
        return closed;
    }

    private void interest() {
        clientKey.interestOps(ops(up.wantsRead(), down.wantsWrite()));
        serverKey.interestOps(ops(down.wantsRead(), up.wantsWrite()));
    }

    private static int ops(boolean read, boolean write) {
        return (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
    }

    /** Ends both halves at once, as a broken network would: nothing that waits is sent any more. */
    void reset() {
        try {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        close();
    }

    private void close() {
        closed = true;
        for (SocketChannel channel : new SocketChannel[] {client, server}) {
            try {
                channel.close();
            } catch (IOException e) {
                // Given up either way.
            }
        }
    }
}

package dev.quintet.local.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The way of a node's clients to it, by TCP on the loopback address: it passes everything on, and plays a bad network
 * while a {@link ProxyControl} connection asks for it. One thread for all connections.
 */
public final class NodeProxy implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int MOST_CONNECTIONS = 4_096;

    private final InetSocketAddress target;
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final ProxyControl control;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Set<Relay> relays = new HashSet<>();
    private final RandomGenerator random = new SplittableRandom();
    private final Thread thread;

    /**
     * @param port where it listens; 0 = a free one
     * @param controlPort where it takes disturbances; 0 = a free one
     * @param targetPort the node's own
     * @param token what a control connection has to know
     */
    public NodeProxy(String name, int port, int controlPort, int targetPort, String token) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.target = new InetSocketAddress(loopback, targetPort);
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(loopback, port), 1024);
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            this.control = new ProxyControl(name, controlPort, token, selector::wakeup);
        } catch (IOException e) {
            listener.close();
            selector.close();
            throw e;
        }
        this.thread = new Thread(this::run, "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    public int controlPort() {
        return control.port();
    }

    private void run() {
        try {
            while (listener.isOpen()) {
                await();
                Disturbance disturbance = control.current();
                long now = System.nanoTime();
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (!key.isValid()) {
                        continue;
                    }
                    if (key.attachment() instanceof Relay relay) {
                        relay.ready(key, buffer, disturbance, now);
                    } else {
                        accept();
                    }
                }
                pass(disturbance);
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException e) {
            // Closed: the process or the test ends.
        } finally {
            relays.forEach(Relay::reset);
        }
    }

    /** Waits for the network, or until the next held segment is due. */
    private void await() throws IOException {
        long due = Long.MAX_VALUE;
        for (Relay relay : relays) {
            due = Math.min(due, relay.nextDue());
        }
        if (due == Long.MAX_VALUE || control.current().cut()) {
            selector.select();
        } else {
            long millis = (due - System.nanoTime() + 999_999) / 1_000_000;
            if (millis > 0) {
                selector.select(millis);
            } else {
                selector.selectNow();
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel client = listener.accept();
        if (client == null) {
            return;
        }
        if (relays.size() >= MOST_CONNECTIONS) {
            client.close();
            return;
        }
        try {
            relays.add(new Relay(client, target, selector, random));
        } catch (IOException e) {
            // The node does not run: the client was told by the reset.
        }
    }

    private void pass(Disturbance disturbance) {
        long now = System.nanoTime();
        for (Iterator<Relay> all = relays.iterator(); all.hasNext(); ) {
            Relay relay = all.next();
            if (relay.nextDue() <= now) {
                relay.pass(disturbance, now);
            }
            if (relay.closed()) {
                all.remove();
            }
        }
    }

    @Override
    public void close() {
        control.close();
        try {
            listener.close();
            selector.close();
            thread.join(1_000);
        } catch (IOException e) {
            // Given up either way.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

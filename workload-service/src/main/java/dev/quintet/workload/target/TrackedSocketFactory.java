package dev.quintet.workload.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * Lets whoever opens a connection keep its socket, so that a statement which waits for a server that hangs can be ended
 * at once by closing it; JDBC itself would first ask the same hanging server. The driver makes this by its class name.
 */
public final class TrackedSocketFactory extends SocketFactory {

    private static final ThreadLocal<Consumer<Socket>> WATCHER = new ThreadLocal<>();

    /** A connection that is being made. */
    @FunctionalInterface
    interface Opening<T, E extends Exception> {
        T open() throws E;
    }

    static <T, E extends Exception> T watching(Consumer<Socket> watcher, Opening<T, E> opening) throws E {
        WATCHER.set(watcher);
        try {
            return opening.open();
        } finally {
            WATCHER.remove();
        }
    }

    @Override
    public Socket createSocket() {
        Socket socket = new Socket();
        Consumer<Socket> watcher = WATCHER.get();
        if (watcher != null) {
            watcher.accept(socket);
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw new IOException("only unconnected sockets are made here");
    }
}

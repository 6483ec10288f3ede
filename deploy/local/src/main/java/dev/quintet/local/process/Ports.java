package dev.quintet.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback address. */
public final class Ports {
    /** Above the ports that programs, ours among them, have by default. */
    private static final int LOWEST = 17_000;

    private static final int ROOM = 10_000;
    private static final int ATTEMPTS = 20;

    private Ports() {}

    /**
     * A port that was free a moment ago, from below the range that the system gives out, if there is room: so that
     * nobody's connection, nor a server that asks for any port, takes it before it is used or while its user restarts.
     */
    public static int free() {
        int end = systemsOwn();
        if (end - LOWEST >= ROOM) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                int port = ThreadLocalRandom.current().nextInt(end - ROOM, end);
                if (isFree(port)) {
                    return port;
                }
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the range that the system gives out begins; 0 if that cannot be told. */
    private static int systemsOwn() {
        try {
            String range = Files.readString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"));
            return Integer.parseInt(range.trim().split("\\s+", 2)[0]);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Whether {@code port} can be bound on 127.0.0.1 now; connections lingering in TIME_WAIT do not count. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

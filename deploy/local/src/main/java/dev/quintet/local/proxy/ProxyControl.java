package dev.quintet.local.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes disturbances. A client connects and sends one line, {@code <token> <delay-ms> <jitter-ms> <loss> <cut>}; it is
 * answered {@code ok} when the disturbance is in force, which it is for as long as the connection lives. So it ends
 * when whoever asked for it dies, however that happens.
 */
final class ProxyControl implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 32;
    private static final int MOST_LINE = 256;
    private static final int LINE_TIMEOUT_MILLIS = 2_000;

    private final String name;
    private final String token;
    private final Runnable changed;
    private final ServerSocket listener;
    private final Map<Socket, Disturbance> held = new ConcurrentHashMap<>();
    private volatile Disturbance current = Disturbance.NONE;

    /** @param changed is called after each change */
    ProxyControl(String name, int port, String token, Runnable changed) throws IOException {
        this.name = name;
        this.token = token;
        this.changed = changed;
        this.listener = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
        background("proxy-control-" + name, this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All disturbances together. */
    Disturbance current() {
        return current;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (held.size() >= MOST_CONNECTIONS) {
                    socket.close();
                } else {
                    background("proxy-disturbance-" + name, () -> serve(socket));
                }
            } catch (IOException e) {
                // Closed, or a client that is gone again.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(LINE_TIMEOUT_MILLIS);
            String line = line(in);
            int space = line.indexOf(' ');
            if (space < 0 || !known(line.substring(0, space))) {
                answer(socket, "refused");
                return;
            }
            put(socket, Disturbance.parse(line.substring(space + 1)));
            answer(socket, "ok");
            socket.setSoTimeout(0);
            while (in.read() >= 0) {
                // Only the end of the connection matters.
            }
        } catch (IOException | IllegalArgumentException e) {
            // A client that says nonsense or is gone: the disturbance ends with its connection.
        } finally {
            held.remove(socket);
            refresh();
        }
    }

    private static String line(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() == MOST_LINE) {
                throw new IOException("the line is too long");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private boolean known(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void put(Socket socket, Disturbance disturbance) {
        held.put(socket, disturbance);
        refresh();
    }

    private synchronized void refresh() {
        current = held.values().stream().reduce(Disturbance.NONE, Disturbance::and);
        changed.run();
    }

    private static void background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // Given up either way.
        }
        held.keySet().forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                // Given up either way.
            }
        });
    }
}

package dev.quintet.gateway.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.quintet.local.process.Ports;

/** A service behind the gateway, on plain sockets, so that a test says each byte and sees each byte. */
public final class RawUpstream implements AutoCloseable {
    /** What the service does with one request whose head was read. */
    @FunctionalInterface
    public interface Behaviour {
        void serve(Call call) throws IOException;
    }

    /** One request: its head as it came, and the connection. */
    public record Call(String head, InputStream in, OutputStream out, Socket socket) {
        public void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Answers 200 with the text. */
        public void ok(String text) throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
        }

        /** The value of a header, or null. */
        public String header(String name) {
            for (String line : head.split("\r\n", -1)) {
                if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return null;
        }

        /** Reads a body of announced length. */
        public byte[] body() throws IOException {
            return in.readNBytes(Integer.parseInt(header("content-length")));
        }
    }

    private static final int BACKLOG = 128;
    private static final int BIND_ATTEMPTS = 20;

    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile Act act = new Act(call -> call.ok("fine"));

    /** What is done to requests, and the heads of those that it was done to. */
    private record Act(Behaviour behaviour, Queue<String> heads) {
        Act(Behaviour behaviour) {
            this(behaviour, new ConcurrentLinkedQueue<>());
        }
    }

    public RawUpstream() throws IOException {
        listener = listen();
        port = listener.getLocalPort();
        daemon(() -> accept(listener));
    }

    /** At none of the ports that the system gives to connections: one of those could take it while nobody listens. */
    private static ServerSocket listen() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return new ServerSocket(Ports.free(), BACKLOG, InetAddress.getLoopbackAddress());
            } catch (BindException takenMeanwhile) {
                if (attempt == BIND_ATTEMPTS) {
                    throw takenMeanwhile;
                }
            }
        }
    }

    public int port() {
        return port;
    }

    /** As a process that is killed: nobody listens, and every connection is cut. */
    public void dies() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** At the same port. */
    public void comesBack() throws IOException {
        ServerSocket again = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        listener = again;
        daemon(() -> accept(again));
    }

    /** To requests that come from now on; forgets those seen before. */
    public void does(Behaviour next) {
        act = new Act(next);
    }

    /** The heads of all requests since {@link #does}. */
    public List<String> heads() {
        return List.copyOf(act.heads());
    }

    private void accept(ServerSocket here) {
        while (!here.isClosed()) {
            try {
                Socket socket = here.accept();
                open.add(socket);
                if (here.isClosed()) {
                    // It died between the two.
                    socket.close();
                }
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                String head = readHead(in);
                if (head.isEmpty()) {
                    return;
                }
                if (head.startsWith("GET /q/health/ready ")) {
                    health(socket);
                    continue;
                }
                Act now = act;
                now.heads().add(head);
                now.behaviour().serve(new Call(head, in, socket.getOutputStream(), socket));
            }
        } catch (IOException gone) {
            // The gateway went away, which is what several tests are about: not a request, and perhaps of the test
            // before.
        }
    }

    private static void health(Socket socket) throws IOException {
        String body = "{\"status\":\"UP\",\"checks\":[{\"name\":\"Reactive PostgreSQL connections health check\","
                + "\"status\":\"UP\"},{\"name\":\"database nodes\",\"status\":\"UP\",\"data\":{\"node1\":\"up\","
                + "\"node2\":\"down\"}}]}";
        socket.getOutputStream()
                .write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Up to and with the empty line; empty at the end of the connection. */
    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

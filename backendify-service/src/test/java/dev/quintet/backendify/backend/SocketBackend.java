package dev.quintet.backendify.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A backend that writes to its socket what the test wants, right or wrong. */
public final class SocketBackend implements AutoCloseable {
    /** Answers one request; returning lets the next one on the connection come, throwing closes it. */
    public interface Behaviour {
        void answer(String requestLine, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = (line, out) -> out.write(company("Acme"));

    public SocketBackend() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.execute(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public void behave(Behaviour wanted) {
        behaviour = wanted;
        requests.clear();
    }

    /** Answers with these bytes, whatever is asked. */
    public void say(String answer) {
        behave((line, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    /** First lines of the requests since the last change of behaviour. */
    public List<String> requests() {
        return requests;
    }

    /** Connections that are open. */
    public long connections() {
        return sockets.stream().filter(socket -> !socket.isClosed()).count();
    }

    /** A good answer of the second form. */
    public static byte[] company(String name) {
        return answer("application/x-company-v2", "{\"company_name\":\"" + name + "\",\"tin\":\"1\"}");
    }

    /** A 200 with this body. */
    public static byte[] answer(String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ("HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nContent-Length: " + bytes.length + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String header = in.readLine();
                while (header != null && !header.isEmpty()) {
                    header = in.readLine();
                }
                requests.add(line);
                behaviour.answer(line, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException ended) {
            // By the client, or by the behaviour: closed either way.
        } finally {
            sockets.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}

package dev.quintet.gateway.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client on a plain socket. Reads give up after a minute. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = Patience.SECONDS * 1_000;

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) throws IOException {
        this(port, 0);
    }

    /** @param receiveBuffer what the kernel may keep for a client that does not read, bytes; 0: as it likes */
    public RawClient(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** An answer: its head as it came, and the body without chunk frames. */
    public record Answer(String head, String text) {
        public int status() {
            return Integer.parseInt(head.substring(9, 12));
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
    }

    /** Sends one request on a connection of its own and reads the answer. */
    public static Answer ask(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send(request);
            return client.answer(request.startsWith("HEAD "));
        }
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public Answer answer() throws IOException {
        return answer(false);
    }

    public Answer answer(boolean toHead) throws IOException {
        String head = RawUpstream.readHead(in);
        if (head.isEmpty()) {
            throw new IOException("the connection ended without an answer");
        }
        Answer bare = new Answer(head, "");
        if (toHead || bare.status() == 204 || bare.status() == 304 || bare.status() == 100) {
            return bare;
        }
        if ("chunked".equals(bare.header("transfer-encoding"))) {
            return new Answer(head, new String(chunks(), StandardCharsets.UTF_8));
        }
        String length = bare.header("content-length");
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new IOException("the body broke off after " + body.length + " of " + length);
        }
        return new Answer(head, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            body.write(chunk);
        }
        return body.toByteArray();
    }

    public String head() throws IOException {
        return RawUpstream.readHead(in);
    }

    /** The next chunk; empty for the last. */
    public byte[] chunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        byte[] chunk = in.readNBytes(size);
        if (chunk.length < size || !line().isEmpty()) {
            throw new IOException("the chunk broke off");
        }
        return chunk;
    }

    /** Without its line break. */
    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended after '" + line + "'");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** Reads lines until one contains the text, and gives that one. */
    public String lineWith(String text) throws IOException {
        String line = line();
        while (!line.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))) {
            line = line();
        }
        return line;
    }

    /** Whether the connection ends now, however it ends, with nothing more to read. */
    public boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Ends the connection by a reset. */
    public void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public InputStream in() {
        return in;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of a client, with at most one request under way. */
final class Connection {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(8 * 1024);
    private ByteBuffer out;
    Ask ask;

    /** The status of the answer that has been read, and its body. */
    int status;

    String body;

    Connection(Selector selector, InetSocketAddress address) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(address);
        key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    }

    void send(Ask wanted, byte[] request) throws IOException {
        ask = wanted;
        in.clear();
        out = ByteBuffer.wrap(request);
        if (channel.isConnected()) {
            write();
        }
    }

    void ready() throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            write();
        } else if (key.isWritable()) {
            write();
        }
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** @return whether the whole answer is there now */
    boolean read() throws IOException {
        if (!key.isReadable()) {
            return false;
        }
        if (channel.read(in) < 0) {
            throw new IOException("closed by the server");
        }
        int head = headEnd();
        if (head < 0) {
            return false;
        }
        String text = new String(in.array(), 0, head, StandardCharsets.ISO_8859_1);
        int length = length(text);
        if (in.position() < head + length) {
            return false;
        }
        status = Integer.parseInt(text.substring(9, 12));
        body = new String(in.array(), head, length, StandardCharsets.UTF_8);
        return true;
    }

    private int headEnd() {
        byte[] bytes = in.array();
        for (int at = 0; at + HEAD_END.length <= in.position(); at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r' && bytes[at + 3] == '\n') {
                return at + HEAD_END.length;
            }
        }
        return -1;
    }

    private static int length(String head) throws IOException {
        int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("\r\ncontent-length:");
        if (at < 0) {
            throw new IOException("no Content-Length");
        }
        int from = at + "\r\ncontent-length:".length();
        return Integer.parseInt(head.substring(from, head.indexOf("\r\n", from)).strip());
    }

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // Closed is what was wanted.
        }
    }
}

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Many listeners to the live scoreboard on one thread. */
final class SseLoad implements AutoCloseable {
    private static final String MARK = "\"score\":";

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(65_536);
    private final AtomicInteger open = new AtomicInteger();
    /** How many listeners have seen the score, and when the last of them did. */
    private final Map<Long, AtomicInteger> seen = new ConcurrentHashMap<>();

    private final Map<Long, AtomicLong> lastSeen = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::read, "listeners");
    private volatile boolean running = true;

    SseLoad(int port, int listeners) throws IOException, InterruptedException {
        byte[] request = "GET /scoreboard/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < listeners; i++) {
            SocketChannel channel = SocketChannel.open(address);
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new boolean[1]);
            if (i % 250 == 249) {
                Thread.sleep(50);
            }
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** How many have got the first bytes of their stream. */
    int open() {
        return open.get();
    }

    /** How many have seen the score. */
    int seen(long score) {
        AtomicInteger count = seen.get(score);
        return count == null ? 0 : count.get();
    }

    /** When the last of those who have seen the score saw it, by {@link System#nanoTime}. */
    long lastSeen(long score) {
        return lastSeen.get(score).get();
    }

    private void read() {
        try {
            while (running) {
                selector.select(200);
                long now = System.nanoTime();
                for (SelectionKey key : selector.selectedKeys()) {
                    buffer.clear();
                    if (((SocketChannel) key.channel()).read(buffer) < 0) {
                        key.cancel();
                        open.decrementAndGet();
                        continue;
                    }
                    boolean[] begun = (boolean[]) key.attachment();
                    if (!begun[0]) {
                        begun[0] = true;
                        open.incrementAndGet();
                    }
                    note(new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII), now);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void note(String text, long now) {
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            int end = text.indexOf(',', at);
            if (end > 0) {
                long score = Long.parseLong(text.substring(at + MARK.length(), end));
                seen.computeIfAbsent(score, s -> new AtomicInteger()).incrementAndGet();
                lastSeen.computeIfAbsent(score, s -> new AtomicLong()).set(now);
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        running = false;
        thread.join();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}

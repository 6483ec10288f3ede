package dev.quintet.local.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/** One direction of a connection. What is held is bounded: beyond that nothing is read, as a full window would do. */
final class Pipe {
    private static final int MOST_HELD = 1 << 20;

    private final SocketChannel from;
    private final SocketChannel to;
    private final RandomGenerator random;
    private final Deque<Segment> held = new ArrayDeque<>();
    private int heldBytes;
    private long lastDue;
    private boolean endRead;
    private boolean ended;
    private boolean blocked;

    Pipe(SocketChannel from, SocketChannel to, RandomGenerator random) {
        this.from = from;
        this.to = to;
        this.random = random;
    }

    /** @param bytes empty = the end of the stream */
    private record Segment(long due, ByteBuffer bytes) {}

    boolean wantsRead() {
        return !endRead && heldBytes < MOST_HELD;
    }

    boolean wantsWrite() {
        return blocked;
    }

    /** Everything was passed on, the end too. */
    boolean ended() {
        return ended;
    }

    /** When the next segment is to be passed on, ns; {@link Long#MAX_VALUE} = none waits for its time. */
    long nextDue() {
        return held.isEmpty() || blocked ? Long.MAX_VALUE : held.peek().due();
    }

    /**
     * Takes what there is to read, and passes it on at once if nothing is wrong with the network.
     *
     * @throws IOException if the connection is broken, or breaks for too many losses
     */
    void read(ByteBuffer buffer, Disturbance disturbance, long now) throws IOException {
        buffer.clear();
        int count = from.read(buffer);
        if (count == 0) {
            return;
        }
        buffer.flip();
        endRead = count < 0;
        if (disturbance.none() && held.isEmpty() && !endRead) {
            to.write(buffer);
            blocked = buffer.hasRemaining();
        }
        if (endRead || buffer.hasRemaining()) {
            long hold = disturbance.holdNanos(random);
            if (hold < 0) {
                throw new IOException("too many losses in a row");
            }
            // In order, as TCP delivers.
            lastDue = Math.max(lastDue, now + hold);
            ByteBuffer copy =
                    ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
            heldBytes += copy.remaining();
            held.add(new Segment(lastDue, copy));
        }
    }

    /** Passes on what is due. */
    void pass(Disturbance disturbance, long now) throws IOException {
        blocked = false;
        while (!disturbance.cut() && !held.isEmpty() && held.peek().due() <= now) {
            ByteBuffer bytes = held.peek().bytes();
            if (!bytes.hasRemaining()) {
                to.shutdownOutput();
                ended = true;
            } else {
                heldBytes -= to.write(bytes);
                if (bytes.hasRemaining()) {
                    blocked = true;
                    return;
                }
            }
            held.remove();
        }
    }
}

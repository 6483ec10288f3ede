package dev.quintet.gateway.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;

/** A name server on loopback that gives the same IPv4 addresses for every name; none: the name does not exist. */
public final class TestDns implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int TYPE_A = 1;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private volatile List<String> addresses = List.of();

    TestDns() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "test-dns");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** From now on. */
    public void gives(String... next) {
        addresses = List.of(next);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(new byte[512], 512);
                socket.receive(question);
                byte[] answer = answer(question.getData());
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        int end = HEADER;
        while (question[end] != 0) {
            end += question[end] + 1;
        }
        int type = question[end + 2];
        end += 5;
        List<String> given = type == TYPE_A ? addresses : List.of();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8180 | (addresses.isEmpty() ? NO_SUCH_NAME : 0));
        out.writeShort(1);
        out.writeShort(given.size());
        out.writeInt(0);
        out.write(question, HEADER, end - HEADER);
        for (String address : given) {
            out.writeShort(0xC000 | HEADER);
            out.writeShort(TYPE_A);
            out.writeShort(1);
            out.writeInt(0);
            out.writeShort(4);
            out.write(InetAddress.getByName(address).getAddress());
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}

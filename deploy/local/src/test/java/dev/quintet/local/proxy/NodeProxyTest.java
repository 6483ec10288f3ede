package dev.quintet.local.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A proxy before a server that sends everything back. */
class NodeProxyTest {
    private static final String TOKEN = "token";

    private ServerSocket echo;
    private NodeProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        background(() -> {
            while (true) {
                Socket socket = echo.accept();
                background(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    }
                });
            }
        });
        proxy = new NodeProxy("test", 0, 0, echo.getLocalPort(), TOKEN);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesEverythingOnInOrderAndItsEnd() throws IOException {
        byte[] sent = new byte[5 << 20];
        new Random(1).nextBytes(sent);
        try (Socket client = connect()) {
            background(() -> {
                client.getOutputStream().write(sent);
                client.shutdownOutput();
            });
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            client.getInputStream().transferTo(received);
            assertThat(received.toByteArray()).isEqualTo(sent);
        }
    }

    @Test
    void delaysEachDirectionWhileTheControlConnectionLivesAndNoLonger() throws IOException {
        try (Socket client = connect()) {
            Socket control = disturb(TOKEN + " 60 0 0 false", "ok");
            assertThat(roundTrip(client)).isGreaterThanOrEqualTo(Duration.ofMillis(119));
            control.close();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(roundTrip(client)).isLessThan(Duration.ofMillis(50)));
        }
    }

    @Test
    void keepsTheOrderUnderJitterAndLoss() throws IOException {
        try (Socket client = connect();
                Socket control = disturb(TOKEN + " 5 5 0.02 false", "ok")) {
            assertThat(control.isConnected()).isTrue();
            background(() -> {
                for (int i = 0; i < 200; i++) {
                    client.getOutputStream().write(i);
                }
            });
            for (int i = 0; i < 200; i++) {
                assertThat(client.getInputStream().read()).isEqualTo(i);
            }
        }
    }

    @Test
    void aCutHoldsWhatIsSentUntilItIsOver() throws IOException {
        try (Socket client = connect()) {
            assertThat(roundTrip(client)).isPositive();
            Socket control = disturb(TOKEN + " 0 0 0 true", "ok");
            client.setSoTimeout(200);
            client.getOutputStream().write(7);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            control.close();
            client.setSoTimeout(60_000);
            assertThat(client.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void resetsAConnectionThatLosesEverything() throws IOException {
        try (Socket client = connect();
                Socket control = disturb(TOKEN + " 0 0 1 false", "ok")) {
            assertThat(control.isConnected()).isTrue();
            client.getOutputStream().write(7);
            assertThatThrownBy(() -> {
                        int read = client.getInputStream().read();
                        if (read < 0) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void refusesAControlConnectionWithoutTheToken() throws IOException {
        try (Socket control = disturb("wrong 1000 0 0 false", "refused");
                Socket client = connect()) {
            assertThat(control.isConnected()).isTrue();
            // Were it in force, no round trip would ever be faster than two seconds.
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(roundTrip(client)).isLessThan(Duration.ofSeconds(1)));
        }
    }

    @Test
    void aServerThatIsAwayEndsTheClientsConnection() throws IOException {
        // Taken by one that does not listen.
        try (Socket taken = new Socket();
                NodeProxy lonely = new NodeProxy("lonely", 0, 0, bound(taken), TOKEN);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), lonely.port())) {
            client.setSoTimeout(60_000);
            assertThatThrownBy(() -> new DataInputStream(client.getInputStream()).readByte())
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    private static int bound(Socket socket) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket.getLocalPort();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private Socket disturb(String line, String answer) throws IOException {
        Socket control = new Socket(InetAddress.getLoopbackAddress(), proxy.controlPort());
        control.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] got = control.getInputStream().readNBytes(answer.length() + 1);
        assertThat(new String(got, StandardCharsets.UTF_8)).isEqualTo(answer + "\n");
        return control;
    }

    private static Duration roundTrip(Socket socket) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The test is over, or looks at the other end.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}

package dev.quintet.anomaly.fault.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.fault.FaultInjector.State;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.LocalNode;

/**
 * A bad network between a node and its clients, played by the node's proxy. The proxy plays it for as long as one
 * connection to it lives, which the kernel closes if this process is killed.
 */
final class NetworkFault implements LocalFault {
    private static final int TIMEOUT_MILLIS = 3_000;

    private final FaultType type;
    private final String token;
    private final Clock clock;

    /** @param token what the proxies ask for: the nodes' password */
    NetworkFault(FaultType type, String token, Clock clock) {
        this.type = type;
        this.token = token;
        this.clock = clock;
    }

    @Override
    public FaultType type() {
        return type;
    }

    @Override
    public String plan(FaultSpec spec) {
        String node = spec.node().name();
        return switch (type) {
            case NETWORK_DELAY ->
                delayMillis(spec.severity()) + " ms more, each way, between " + node + " and its clients";
            case NETWORK_LOSS ->
                lossPercent(spec.severity()) + " % of the segments between " + node
                        + " and its clients lost, and sent again after 200 ms and more";
            default -> "nothing passes between " + node + " and its clients";
        };
    }

    private String line(Severity severity) {
        return switch (type) {
            case NETWORK_DELAY -> delayMillis(severity) + " " + delayMillis(severity) / 20 + " 0 false";
            case NETWORK_LOSS -> "0 0 " + lossPercent(severity) / 100.0 + " false";
            default -> "0 0 0 true";
        };
    }

    private static int delayMillis(Severity severity) {
        return switch (severity) {
            case LOW -> 40;
            case MEDIUM -> 100;
            case HIGH -> 300;
        };
    }

    private static int lossPercent(Severity severity) {
        return switch (severity) {
            case LOW -> 10;
            case MEDIUM -> 25;
            case HIGH -> 50;
        };
    }

    @Override
    public Injection inject(FaultSpec spec, LocalNode node) {
        if (!node.hasProxy()) {
            throw new InjectionException(
                    node.name() + " has no network proxy: the nodes file must name its proxyPort and proxyControlPort");
        }
        Socket control = new Socket();
        try {
            control.connect(new InetSocketAddress(node.host(), node.proxyControlPort()), TIMEOUT_MILLIS);
            control.setSoTimeout(TIMEOUT_MILLIS);
            String line = token + " " + line(spec.severity()) + "\n";
            control.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.UTF_8));
            String answer = in.readLine();
            if (!"ok".equals(answer)) {
                throw new IOException("it answered " + answer);
            }
            return new Disturbed(control, clock.instant());
        } catch (IOException e) {
            close(control);
            throw new InjectionException("the network proxy of " + node.name() + " does not play along: " + e, e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed as far as the proxy is concerned.
        }
    }

    private static final class Disturbed implements Injection {
        private final Socket control;
        private final Instant since;
        private volatile boolean lost;

        private Disturbed(Socket control, Instant since) throws IOException {
            this.control = control;
            this.since = since;
            control.setSoTimeout(0);
            Thread watch = new Thread(this::watch, "fault-network");
            watch.setDaemon(true);
            watch.start();
        }

        /** The proxy says nothing more; the connection ends when it does. */
        private void watch() {
            try {
                while (control.getInputStream().read() >= 0) {
                    // Only the end matters.
                }
            } catch (IOException e) {
                // As well an end.
            }
            lost = true;
        }

        @Override
        public Instant since() {
            return since;
        }

        @Override
        public State state() {
            return lost ? State.LOST : State.IN_FORCE;
        }

        @Override
        public void recover() {
            close(control);
        }
    }
}

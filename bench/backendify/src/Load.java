import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;

/**
 * The clients: an open loop of requests, Zipf over the ids, each aborted after a second and then sent again at once up to
 * three times. Latency counts from when a request should have been sent. One thread, so that it disturbs little.
 *
 * <p>Arguments: port, requests a second, seconds, ids, second from which answers should be right, folder, name; {@code warm}
 * as an eighth asks for each id once before, a hundred at a time.
 */
final class Load {
    private static final long ABORT_NANOS = 1_000_000_000L;
    private static final int RETRIES = 3;
    private static final int MOST_CONNECTIONS = 6_000;
    static final long SEED = 20_240_229;

    private final InetSocketAddress address;
    private final Selector selector = Selector.open();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Ask> waiting = new ArrayDeque<>();
    private final Tally tally;
    private final long start = System.nanoTime();
    private long began = start;
    private int connections;
    private int open;

    private Load(int port, Tally tally) throws IOException {
        this.address = new InetSocketAddress("127.0.0.1", port);
        this.tally = tally;
    }

    public static void main(String[] arguments) throws IOException {
        int rate = Integer.parseInt(arguments[1]);
        int length = Integer.parseInt(arguments[2]);
        int ids = Integer.parseInt(arguments[3]);
        Tally tally = new Tally(length, Integer.parseInt(arguments[4]));
        Load load = new Load(Integer.parseInt(arguments[0]), tally);
        if (arguments.length > 7) {
            load.warm(ids);
        }
        load.run(new Arrivals(ids, SEED), rate, length);
        tally.write(Path.of(arguments[5]), arguments[6]);
        System.exit(0);
    }

    private void warm(int ids) throws IOException {
        for (int next = 0; next < ids || open > 0; ) {
            while (next < ids && open < 100) {
                ask(new Ask(new Company(next++), System.nanoTime(), RETRIES));
            }
            turn(System.nanoTime() + 1_000_000);
        }
    }

    private void run(Arrivals arrivals, int rate, int length) throws IOException {
        began = System.nanoTime();
        long requests = (long) rate * length;
        for (long sent = 0; sent < requests; ) {
            long now = System.nanoTime();
            long intended = began + sent * 1_000_000_000L / rate;
            if (intended <= now) {
                tally.lateBy(now - intended);
                ask(new Ask(arrivals.next(), intended, 0));
                sent++;
                if (sent % 64 != 0) {
                    continue;
                }
            }
            turn(intended);
        }
        while (open > 0) {
            turn(System.nanoTime() + 10_000_000);
        }
    }

    private int second(Ask ask) {
        return (int) Math.max(0, (ask.intended - began) / 1_000_000_000L);
    }

    private void ask(Ask ask) {
        open++;
        if (idle.isEmpty() && connections >= MOST_CONNECTIONS) {
            open--;
            tally.unsent(second(ask));
            return;
        }
        Connection connection = idle.poll();
        try {
            if (connection == null) {
                connection = new Connection(selector, address);
                connections++;
            }
            ask.connection = connection;
            waiting.add(ask);
            connection.send(ask, request(ask.company));
        } catch (IOException refused) {
            broken(ask, refused);
        }
    }

    private static byte[] request(Company company) {
        return ("GET /company?id=" + URLEncoder.encode(company.id(), StandardCharsets.UTF_8) + "&country_iso="
                        + company.country() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what came and gives up what waits too long, until the given moment at the latest. */
    private void turn(long until) throws IOException {
        long wait = (until - System.nanoTime()) / 1_000_000;
        if (wait > 0) {
            selector.select(wait);
        } else {
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (key.isValid()) {
                attend(connection);
            }
        }
        selector.selectedKeys().clear();
        long now = System.nanoTime();
        while (!waiting.isEmpty() && (waiting.peek().connection == null || now - waiting.peek().intended > ABORT_NANOS)) {
            Ask late = waiting.remove();
            if (late.connection != null) {
                abort(late, now);
            }
        }
    }

    private void attend(Connection connection) {
        Ask ask = connection.ask;
        try {
            connection.ready();
            if (ask == null) {
                connection.read();
                return;
            }
            if (connection.read()) {
                tally.count(second(ask), judge(ask.company, connection), System.nanoTime() - ask.intended);
                ask.connection = null;
                connection.ask = null;
                open--;
                idle.push(connection);
            }
        } catch (IOException | RuntimeException failure) {
            if (ask == null) {
                idle.remove(connection);
                drop(connection);
            } else {
                broken(ask, failure);
            }
        }
    }

    private Tally.End judge(Company company, Connection connection) {
        if (connection.status == 200 || connection.status == 404) {
            boolean right = company.exists() == (connection.status == 200)
                    && (connection.status == 404
                            || (connection.body.startsWith("{\"id\":\"" + company.id() + "\",")
                                    && connection.body.endsWith(company.expected())));
            if (!right) {
                tally.wrong(connection.status + " " + company + " " + connection.body);
            }
            return right ? Tally.End.RIGHT : Tally.End.WRONG;
        }
        return switch (connection.status) {
            case 502 -> Tally.End.STATUS_502;
            case 504 -> Tally.End.STATUS_504;
            case 500, 503 -> Tally.End.STATUS_500_503;
            default -> Tally.End.STATUS_OTHER;
        };
    }

    private void abort(Ask ask, long now) {
        tally.count(second(ask), Tally.End.ABORTED, now - ask.intended);
        drop(ask.connection);
        ask.connection = null;
        open--;
        if (ask.tries < RETRIES) {
            ask(new Ask(ask.company, now, ask.tries + 1));
        }
    }

    private void broken(Ask ask, Exception failure) {
        tally.count(second(ask), Tally.End.BROKEN, System.nanoTime() - ask.intended);
        tally.wrong(String.valueOf(failure.getMessage()));
        if (ask.connection != null) {
            drop(ask.connection);
            ask.connection = null;
        }
        open--;
    }

    private void drop(Connection connection) {
        connections--;
        connection.close();
    }
}

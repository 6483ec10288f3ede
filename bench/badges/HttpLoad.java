import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** A closed loop of requests over kept connections: each sends its next when it has the answer to its last. */
final class HttpLoad {
    private HttpLoad() {}

    /**
     * @param perSecond answered with 200, a second
     * @param wrong answered otherwise
     * @param p50Ms and the others: of all answers, from the first byte sent to the last one read
     */
    record Result(double perSecond, long right, long wrong, double p50Ms, double p99Ms, double maxMs) {}

    /** @param request the bytes of the n-th request of a connection, by connection number times 2^20 plus n */
    static Result run(int port, int connections, int seconds, IntFunction<byte[]> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long begun = System.nanoTime();
        try {
            List<Future<long[]>> all = new ArrayList<>();
            for (int c = 0; c < connections; c++) {
                int connection = c;
                Callable<long[]> loop = () -> loop(port, end, n -> request.apply((connection << 20) + n));
                all.add(threads.submit(loop));
            }
            List<long[]> latencies = new ArrayList<>();
            for (Future<long[]> one : all) {
                latencies.add(one.get());
            }
            return result(latencies, (System.nanoTime() - begun) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Latencies in ns; negative where the answer was not 200. */
    private static long[] loop(int port, long end, IntFunction<byte[]> request) throws IOException {
        long[] latencies = new long[1 << 16];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            OutputStream out = socket.getOutputStream();
            while (System.nanoTime() < end) {
                byte[] bytes = request.apply(count);
                long sent = System.nanoTime();
                out.write(bytes);
                boolean right = answer(in) == 200;
                long took = System.nanoTime() - sent;
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = right ? took : -took;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    /** Reads a whole answer with a Content-Length and returns its status. */
    private static int answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static Result result(List<long[]> all, double seconds) {
        long[] right = all.stream().flatMapToLong(Arrays::stream).filter(ns -> ns > 0).sorted().toArray();
        long wrong = all.stream().flatMapToLong(Arrays::stream).filter(ns -> ns < 0).count();
        return new Result(
                right.length / seconds,
                right.length,
                wrong,
                quantile(right, 0.5),
                quantile(right, 0.99),
                quantile(right, 1));
    }

    private static double quantile(long[] sorted, double q) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))] / 1e6;
    }

    /** A request as bytes, with the badge's headers. */
    static byte[] request(String method, String path, String[] badge, String body) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\npanda-xpress: " + badge[0]
                + "\r\npanda-mac: " + badge[1] + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}

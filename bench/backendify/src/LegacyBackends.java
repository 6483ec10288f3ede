import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The three legacy backends: form 1, form 2 and both by turns. Arguments: a port for each, and a file for what they saw each
 * second (second, and for each backend: calls, refused with 429, most at once); {@code fast} as a fifth answers all at once.
 */
final class LegacyBackends {
    private static final String PREFIX = "/companies/";

    private final int number;
    private final boolean fast;
    private final ScheduledExecutorService timer;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private LegacyBackends(int number, int port, boolean fast, ScheduledExecutorService timer) throws IOException {
        this.number = number;
        this.fast = fast;
        this.timer = timer;
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 512);
        server.createContext(PREFIX, this::company);
        server.setExecutor(timer);
        server.start();
    }

    public static void main(String[] arguments) throws IOException {
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        PrintStream seen = new PrintStream(arguments[3], StandardCharsets.UTF_8);
        boolean fast = arguments.length > 4 && arguments[4].equals("fast");
        List<LegacyBackends> backends = new ArrayList<>();
        for (int i = 0; i < Company.COUNTRIES.length; i++) {
            backends.add(new LegacyBackends(i, Integer.parseInt(arguments[i]), fast, timer));
        }
        AtomicInteger second = new AtomicInteger();
        timer.scheduleAtFixedRate(
                () -> {
                    StringBuilder line = new StringBuilder().append(second.getAndIncrement());
                    backends.forEach(backend -> backend.report(line));
                    seen.println(line);
                    seen.flush();
                },
                1,
                1,
                TimeUnit.SECONDS);
        System.out.println("ready");
    }

    private void report(StringBuilder line) {
        line.append('\t').append(calls.getAndSet(0));
        line.append('\t').append(refused.getAndSet(0));
        line.append('\t').append(most.getAndSet(busy.get()));
    }

    private void company(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        int atOnce = busy.incrementAndGet();
        most.accumulateAndGet(atOnce, Math::max);
        if (atOnce > Nature.SLOTS && !fast) {
            busy.decrementAndGet();
            refused.incrementAndGet();
            answer(exchange, 429, "text/plain", "slow down");
            return;
        }
        Nature nature = fast ? new Nature(Nature.Kind.GOOD, 0) : Nature.draw(ThreadLocalRandom.current());
        timer.schedule(() -> end(exchange, nature), nature.nanos(), TimeUnit.NANOSECONDS);
    }

    /** A caller that went away meanwhile is not noticed before: such backends finish what they began. */
    private void end(HttpExchange exchange, Nature nature) {
        busy.decrementAndGet();
        try {
            Company company = Company.ofId(id(exchange));
            switch (nature.kind()) {
                case HANG -> exchange.close();
                case ERROR -> answer(exchange, 500, "text/plain", "sorry");
                case BROKEN -> answer(exchange, 200, type(company), "{\"cn\":\"Half a");
                case GOOD -> {
                    if (company.exists()) {
                        answer(exchange, 200, type(company), body(company));
                    } else {
                        answer(exchange, 404, "text/plain", "no such company");
                    }
                }
            }
        } catch (IOException gone) {
            exchange.close();
        } catch (RuntimeException wrong) {
            System.err.println("not an id of the load: " + exchange.getRequestURI());
            exchange.close();
        }
    }

    private static String id(HttpExchange exchange) {
        String segment = exchange.getRequestURI().getRawPath().substring(PREFIX.length());
        if (segment.indexOf('/') >= 0) {
            throw new IllegalArgumentException("more than one segment");
        }
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private boolean isFirstForm(Company company) {
        return number == 0 || (number == 2 && company.index() / 3 % 2 == 0);
    }

    private String type(Company company) {
        return isFirstForm(company) ? "application/x-company-v1" : "application/x-company-v2; charset=utf-8";
    }

    private String body(Company company) {
        String name = "\"" + company.name() + "\"";
        String start = isFirstForm(company)
                ? "{\"cn\":" + name + ",\"created_on\":\"1999-01-01T00:00:00Z\""
                : "{\"company_name\":" + name + ",\"tin\":\"" + company.index() + "\"";
        String key = isFirstForm(company) ? "closed_on" : "dissolved_on";
        return start + company.end().map(end -> ",\"" + key + "\":\"" + end + "\"").orElse("") + "}";
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

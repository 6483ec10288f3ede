import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the engines, the service and its peers, measures them in turns, and writes what came out. */
final class BadgeBench {
    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 3;
    private static final int WARM_UP_SECONDS = 40;
    private static final int LISTENERS = 5_000;
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private final Rig rig = new Rig();
    private final List<String> report = new ArrayList<>();
    private final int seconds;
    private List<String[]> badges;
    private long nextScore = 1_000_000_000L;

    private BadgeBench(int seconds) throws Exception {
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        new BadgeBench(Integer.parseInt(arguments[0])).run(
                arguments[1], arguments[2], arguments.length > 3 ? arguments[3] : "");
    }

    private void run(String users, String scores, String python) throws Exception {
        try (rig) {
            machine();
            say("data: %s users, %s scores", users, scores);
            rig.psql("-v", "users=" + users, "-v", "scores=" + scores, "-f", Rig.HERE.resolve("load.sql").toString());
            badges = rig.psql("-c", "SELECT uuid || ' ' || mac_address FROM badges ORDER BY id LIMIT 1000").lines()
                    .map(line -> line.split(" ", 2))
                    .toList();
            // The boards that were built of the empty tables do not know what was loaded behind the service's back.
            rig.redis("FLUSHALL");
            awaitBoards();
            if (!python.isEmpty()) {
                rig.startPeer(python);
            }
            warmUp(!python.isEmpty());
            submissions(!python.isEmpty());
            reads(!python.isEmpty());
            listeners();
            kills();
        }
    }

    /** Until each game's board has its marker. */
    private void awaitBoards() throws Exception {
        long begun = System.nanoTime();
        int ready = 0;
        while (ready < 4 && System.nanoTime() - begun < 180_000_000_000L) {
            Thread.sleep(500);
            ready = rig.redis("KEYS quintet:badges:*:ready").split(":ready", -1).length - 1;
        }
        say("%d boards were built of all scores in %.1f s", ready, (System.nanoTime() - begun) / 1e9);
    }

    /** So that the rounds measure what goes on for days, not what the JVM does in its first seconds. */
    private void warmUp(boolean peer) throws Exception {
        HttpLoad.run(Rig.SERVICE_PORT, CONNECTIONS, WARM_UP_SECONDS, this::submission);
        HttpLoad.run(Rig.SERVICE_PORT, CONNECTIONS, WARM_UP_SECONDS / 4, page());
        if (peer) {
            HttpLoad.run(Rig.PEER_PORT, CONNECTIONS, 2, this::submission);
            HttpLoad.run(Rig.PEER_PORT, CONNECTIONS, 2, page());
        }
        rig.awaitProcessed();
        say("warmed up: the service by %d s of scores and %d s of pages, the peer by 2 s of each", WARM_UP_SECONDS, WARM_UP_SECONDS / 4);
    }

    /** The first page of a leaderboard, asked by many badges in turn. */
    private IntFunction<byte[]> page() {
        byte[][] requests = new byte[badges.size()][];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = HttpLoad.request("GET", "/games/leaderboard/Labyrinth?pageSize=10", badges.get(i), "");
        }
        return n -> requests[(n * 7 & 0x7fffffff) % requests.length];
    }

    private void submissions(boolean peer) throws Exception {
        double[] both = new double[ROUNDS];
        double[] alone = new double[ROUNDS];
        double[] service = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Cpu before = new Cpu();
            both[round] = pgbench("insert.sql");
            say("round %d: pgbench %s", round + 1, new Cpu().since(before, both[round] * seconds));
            alone[round] = pgbench("insert-score.sql");
            before = new Cpu();
            long begun = System.nanoTime();
            HttpLoad.Result result = HttpLoad.run(Rig.SERVICE_PORT, CONNECTIONS, seconds, this::submission);
            rig.awaitProcessed();
            say("round %d: service %s", round + 1, new Cpu().since(before, result.right()));
            double endToEnd = result.right() / ((System.nanoTime() - begun) / 1e9);
            service[round] = endToEnd;
            say(
                    "round %d: pgbench %.0f/s with both inserts, %.0f/s with the score's alone;"
                            + " service %.0f scores/s accepted, %.0f/s with all effects done"
                            + " (p50 %.1f ms, p99 %.1f ms, %d refused)",
                    round + 1,
                    both[round],
                    alone[round],
                    result.perSecond(),
                    endToEnd,
                    result.p50Ms(),
                    result.p99Ms(),
                    result.wrong());
            if (peer) {
                say("round %d: FastAPI %s", round + 1, line(HttpLoad.run(Rig.PEER_PORT, CONNECTIONS, seconds, this::submission)));
            }
        }
        say("submissions end to end / pgbench, medians: %.2f of both inserts, %.2f of the score's alone",
                median(service) / median(both), median(service) / median(alone));
    }

    private byte[] submission(int n) {
        long score;
        synchronized (this) {
            score = nextScore++;
        }
        return HttpLoad.request(
                "POST",
                "/games/me/Breakout",
                badges.get((int) (score % badges.size())),
                "{\"score\":" + score + ",\"duration\":61.5}");
    }

    private void reads(boolean peer) throws Exception {
        IntFunction<byte[]> page = page();
        for (int round = 0; round < ROUNDS; round++) {
            say("leaderboard reads %d: service %s", round + 1, line(HttpLoad.run(
                    Rig.SERVICE_PORT, CONNECTIONS, seconds, page)));
            if (peer) {
                say("leaderboard reads %d: FastAPI %s", round + 1, line(HttpLoad.run(
                        Rig.PEER_PORT, CONNECTIONS, seconds, page)));
            }
        }
        if (peer) {
            for (int round = 0; round < ROUNDS; round++) {
                say("register %d: service %s", round + 1, line(HttpLoad.run(
                        Rig.SERVICE_PORT, CONNECTIONS, seconds, BadgeBench::registration)));
                say("register %d: FastAPI %s", round + 1, line(HttpLoad.run(
                        Rig.PEER_PORT, CONNECTIONS, seconds, BadgeBench::registration)));
            }
        }
    }

    /** A thousand badges that nobody has claimed ask for their codes, again and again. */
    private static byte[] registration(int n) {
        String[] badge = {"unclaimed-" + (n * 7 & 0x7fffffff) % 1000, "24:0a:c4:00:01:10"};
        return HttpLoad.request("POST", "/badge/register", badge, "");
    }

    private void listeners() throws Exception {
        try (SseLoad load = new SseLoad(Rig.SERVICE_PORT, LISTENERS)) {
            long until = System.nanoTime() + 60_000_000_000L;
            while (load.open() < LISTENERS && System.nanoTime() < until) {
                Thread.sleep(100);
            }
            say("listeners: %d of %d open", load.open(), LISTENERS);
            double worst = 0;
            for (int i = 0; i < 20; i++) {
                long score = nextScore;
                byte[] request = submission(0);
                long sent = System.nanoTime();
                post(request);
                long limit = System.nanoTime() + 10_000_000_000L;
                while (load.seen(score) < load.open() && System.nanoTime() < limit) {
                    Thread.sleep(5);
                }
                double took = (load.lastSeen(score) - sent) / 1e6;
                worst = Math.max(worst, took);
                if (load.seen(score) < load.open()) {
                    say("update %d reached only %d listeners", i + 1, load.seen(score));
                }
                Thread.sleep(200);
            }
            say("listeners: an update was sent and seen by all within %.0f ms at worst of 20", worst);
        }
    }

    /** The service is killed twice under load; what was accepted must be there once afterwards. */
    private void kills() throws Exception {
        long first = nextScore + 1_000_000_000L;
        List<String[]> players = badges.subList(0, 8);
        try (KillDrill drill = new KillDrill(Rig.SERVICE_PORT, players, first)) {
            for (int i = 0; i < 2; i++) {
                drill.more(500);
                rig.killService();
            }
            drill.more(500);
            String accepted = drill.end();
            rig.awaitProcessed();
            String stored = rig.psql(
                    "-c",
                    "SELECT count(*) || ' stored, ' || count(DISTINCT score) || ' different' FROM scores WHERE score IN ("
                            + accepted + ")");
            String world = rig.psql(
                    "-c",
                    "SELECT count(*) || ' by ' || count(DISTINCT ua.user_id) FROM user_achievements ua"
                            + " JOIN badges b ON b.user_id = ua.user_id WHERE ua.achievement_id = 2 AND b.id IN"
                            + " (SELECT id FROM badges ORDER BY id LIMIT 8)");
            say(
                    "service killed twice under load: %d scores accepted, of these %s; Around the World unlocked %s badges",
                    drill.accepted(),
                    stored.strip(),
                    world.strip());
        }
    }

    private static void post(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Rig.SERVICE_PORT)) {
            socket.getOutputStream().write(request);
            socket.getInputStream().read();
        }
    }

    private double pgbench(String inserts) throws Exception {
        String out = Rig.execute(rig.command(
                "pgbench", "-n", "-M", "prepared", "-c", Integer.toString(CONNECTIONS), "-j", "2", "-T", Integer.toString(seconds),
                "-D", "base=" + (nextScore += 10_000_000), "-f", Rig.HERE.resolve(inserts).toString()));
        Matcher tps = TPS.matcher(out);
        if (!tps.find()) {
            throw new IllegalStateException(out);
        }
        rig.psql("-c", "DELETE FROM outbox");
        return Double.parseDouble(tps.group(1));
    }

    private void machine() throws Exception {
        String memory = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll(" +", " ");
        say("%s; %d cores, %s, Linux %s, Java %s, PostgreSQL %s",
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                memory,
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                rig.psql("-c", "SHOW server_version").strip());
        say("%d connections, %d s a measurement; engines, service, peers and load share the machine", CONNECTIONS, seconds);
    }

    private static String line(HttpLoad.Result result) {
        return String.format(
                Locale.ROOT,
                "%.0f/s, p50 %.1f ms, p99 %.1f ms, max %.0f ms, %d not 200",
                result.perSecond(),
                result.p50Ms(),
                result.p99Ms(),
                result.maxMs(),
                result.wrong());
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
    }

    /** At once to the file as well: a run that is cut short has said something. */
    private void say(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        report.add(line);
        try {
            Files.write(Rig.HERE.resolve("results/latest.txt"), report);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

package dev.quintet.workload.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.quintet.common.api.workload.TargetTest;

/** Asks a target's nodes, all at once, who they are; remembers the last answer. */
public final class TargetProbe {

    private static final Duration OVERHEAD = Duration.ofSeconds(4);

    private final Connector connector;
    private final ExecutorService executor;
    private final Duration answerWithin;
    private final long giveUpSeconds;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /**
     * What a target last said of itself.
     *
     * @param address first node's address, so that a changed target is not mistaken for what it was
     * @param kind kind of database
     * @param version its version
     */
    public record Seen(String address, ServerKind kind, String version) {}

    /** @param answerWithin how long connecting may take, and again the answer */
    public TargetProbe(Connector connector, ExecutorService executor, Duration answerWithin) {
        this.connector = connector;
        this.executor = executor;
        this.answerWithin = answerWithin;
        this.giveUpSeconds = answerWithin.multipliedBy(2).plus(OVERHEAD).toSeconds();
    }

    /** Connects to every node and asks its version. Blocks for some ten seconds at most, as set by default. */
    public TargetTest test(Target target) throws InterruptedException {
        List<Future<TargetTest.Node>> asked = target.nodes().stream()
                .map(node -> executor.submit((Callable<TargetTest.Node>) () -> ask(target, node)))
                .toList();
        List<TargetTest.Node> answers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            answers.add(await(asked.get(i), target.nodes().get(i)));
        }
        return new TargetTest(target.name(), answers.stream().allMatch(TargetTest.Node::reachable), answers);
    }

    /** What the target last said, if it was ever reached since this service began. */
    public Optional<Seen> lastSeen(Target target) {
        return Optional.ofNullable(seen.get(target.name()))
                .filter(s -> s.address().equals(target.nodes().get(0).address()));
    }

    /** Forgets a target that is no more. */
    public void forget(String name) {
        seen.remove(name);
    }

    /** Ends its threads. */
    public void close() {
        executor.shutdownNow();
    }

    private TargetTest.Node await(Future<TargetTest.Node> asked, Node node) throws InterruptedException {
        try {
            return asked.get(giveUpSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return unreachable(node, "no answer within " + giveUpSeconds + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException("probe of " + node.address() + " failed", e.getCause());
        }
    }

    private TargetTest.Node ask(Target target, Node node) {
        long begin = System.nanoTime();
        try (Connection connection = connector.open(target, node, "", answerWithin);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION(), @@version_comment")) {
            row.next();
            String version = row.getString(1);
            ServerKind kind = ServerKind.of(version, row.getString(2));
            seen.put(target.name(), new Seen(target.nodes().get(0).address(), kind, version));
            double milliseconds = Math.round((System.nanoTime() - begin) / 1e4) / 100.0;
            return new TargetTest.Node(
                    node.name(), node.host(), node.port(), true, kind.label(), version, milliseconds, null);
        } catch (SQLException e) {
            return unreachable(node, DatabaseProblem.words(e));
        }
    }

    private static TargetTest.Node unreachable(Node node, String error) {
        return new TargetTest.Node(node.name(), node.host(), node.port(), false, null, null, null, error);
    }
}

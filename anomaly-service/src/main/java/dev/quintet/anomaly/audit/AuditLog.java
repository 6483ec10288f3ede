package dev.quintet.anomaly.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.database.AnomalyDatabase;
import dev.quintet.common.api.anomaly.AuditEntry;
import dev.quintet.common.problem.ProblemException;

/**
 * Who did what to the nodes, and what became of it. Every entry goes to the log at once and to PostgreSQL within a
 * second, where it is kept for a year; while that is away the last {@value #MOST_WAITING} wait.
 */
@Singleton
public class AuditLog {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);
    private static final int MOST_WAITING = 10_000;
    private static final int BATCH = 500;

    private static final String FORGET = "DELETE FROM audit WHERE at < now() - INTERVAL '1 year'";

    private final AnomalyDatabase database;
    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "audit"));

    AuditLog(AnomalyDatabase database) {
        this.database = database;
        var unused = writer.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    }

    /** Never blocks and never fails. */
    public void add(AuditEntry entry) {
        LOG.infof(
                "%s by %s: %s %s %s %s",
                entry.action(), entry.caller(), entry.type(), entry.node(), entry.severity(), entry.detail());
        while (!waiting.offer(entry)) {
            waiting.poll(); // the oldest gives way; the log has it
        }
    }

    private synchronized void flush() {
        try {
            while (!waiting.isEmpty()) {
                List<AuditEntry> batch = waiting.stream().limit(BATCH).toList();
                write(batch);
                waiting.removeAll(batch);
            }
        } catch (ProblemException e) {
            LOG.debug("the audit waits for PostgreSQL", e);
        } catch (RuntimeException e) {
            LOG.error("the audit cannot be written", e); // an exception here would end the writing for good
        }
    }

    private void write(List<AuditEntry> batch) {
        database.transact(connection -> {
            try (PreparedStatement forget = connection.prepareStatement(FORGET);
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO audit (at, caller, action, fault_id, type, node, severity, detail)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (AuditEntry entry : batch) {
                    insert.setTimestamp(1, Timestamp.from(entry.at()));
                    insert.setString(2, entry.caller());
                    insert.setString(3, entry.action());
                    insert.setString(4, entry.faultId());
                    insert.setString(5, entry.type());
                    insert.setString(6, entry.node());
                    insert.setString(7, entry.severity());
                    insert.setString(8, entry.detail());
                    insert.addBatch();
                }
                forget.executeUpdate();
                return insert.executeBatch();
            }
        });
    }

    /**
     * The latest entries, newest first.
     *
     * @throws ProblemException 503 while PostgreSQL is away
     */
    List<AuditEntry> latest(int most) {
        flush();
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT at, caller, action, fault_id, type, node, severity, detail FROM audit"
                            + " ORDER BY id DESC LIMIT ?")) {
                query.setInt(1, most);
                List<AuditEntry> entries = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        entries.add(new AuditEntry(
                                row.getTimestamp(1).toInstant(),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8)));
                    }
                }
                return entries;
            }
        });
    }

    @PreDestroy
    void close() {
        writer.shutdown();
        flush();
    }
}

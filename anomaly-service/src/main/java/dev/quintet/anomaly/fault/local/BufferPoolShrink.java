package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.Severity;

/** Takes most of the buffer pool away, so that pages are read from the files again and again. */
final class BufferPoolShrink implements DatabaseChange {
    private static final long LEAST_BYTES = 8L << 20;
    private static final Duration RESIZE_LIMIT = Duration.ofSeconds(20);

    @Override
    public FaultType type() {
        return FaultType.CACHE_BOTTLENECK;
    }

    @Override
    public String description(Severity severity) {
        return "the buffer pool shrunk to 1/" + divisor(severity) + ", at least " + (LEAST_BYTES >> 20) + " MiB,";
    }

    @Override
    public Statements statements(FaultSpec spec, Connection connection) throws SQLException {
        long bytes = poolBytes(connection);
        long shrunk = Math.max(LEAST_BYTES, bytes / divisor(spec.severity()));
        if (shrunk >= bytes) {
            throw new InjectionException("the buffer pool has only " + (bytes >> 20) + " MiB: too small to shrink");
        }
        return new Statements(List.of(setTo(shrunk)), List.of(setTo(bytes)));
    }

    private static String setTo(long bytes) {
        return "SET GLOBAL innodb_buffer_pool_size = " + bytes;
    }

    /** The server shrinks the pool in the background, and tells by a status variable how far it is. */
    @Override
    public void awaitInForce(FaultSpec spec, Connection connection) throws SQLException {
        long end = System.nanoTime() + RESIZE_LIMIT.toNanos();
        while (!resized(connection)) {
            if (System.nanoTime() > end) {
                throw new InjectionException("the buffer pool was not shrunk within " + RESIZE_LIMIT.toSeconds()
                        + " s: its pages are in use");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static boolean resized(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_resize_status'")) {
            return !row.next() || row.getString(2).isEmpty() || row.getString(2).startsWith("Completed");
        }
    }

    private static long poolBytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@GLOBAL.innodb_buffer_pool_size")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long divisor(Severity severity) {
        return switch (severity) {
            case LOW -> 2;
            case MEDIUM -> 4;
            case HIGH -> 8;
        };
    }
}

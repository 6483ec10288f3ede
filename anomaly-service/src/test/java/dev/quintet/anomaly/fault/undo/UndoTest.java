package dev.quintet.anomaly.fault.undo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.database.AnomalyDatabase;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is left when the service is killed in the middle of a change, on real databases. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class UndoTest {
    @Inject
    AnomalyDatabase database;

    @Inject
    Nodes nodes;

    @Inject
    NodeConnections connections;

    @Test
    void theNextLifeUndoesWhatAKilledOneChanged() throws SQLException {
        String before = waitTimeout();
        UndoEntry entry = new UndoEntry(
                UUID.randomUUID().toString(), "test", "node1", List.of("SET GLOBAL wait_timeout = " + before));
        new PostgresUndoLog(database).write(entry);
        execute("SET GLOBAL wait_timeout = 1234");

        PostgresUndoLog log = new PostgresUndoLog(database);
        assertThat(log.left()).containsExactly(entry);
        UndoRunner next = new UndoRunner(log, nodes, connections);
        assertThat(next.undoLeft()).isTrue();
        assertThat(waitTimeout()).isEqualTo(before);
        assertThat(log.left()).isEmpty();
    }

    @Test
    void whatCannotBeUndoneStaysWrittenDownAndHoldsNewChangesOffThatNodeOnly() {
        UndoEntry entry = new UndoEntry(UUID.randomUUID().toString(), "test", "node9", List.of("DO 1"));
        new PostgresUndoLog(database).write(entry);
        PostgresUndoLog log = new PostgresUndoLog(database);
        UndoRunner next = new UndoRunner(log, nodes, connections);

        assertThat(next.undoLeft()).isFalse();
        assertThatThrownBy(() -> next.requireClean("node9")).isInstanceOf(InjectionException.class);
        assertThatCode(() -> next.requireClean("node1")).doesNotThrowAnyException();
        log.done(entry.faultId());
        assertThatCode(() -> next.requireClean("node9")).doesNotThrowAnyException();
    }

    private String waitTimeout() throws SQLException {
        try (Connection connection = connections.open(nodes.local().get(0), Duration.ofSeconds(60));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@GLOBAL.wait_timeout")) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connections.open(nodes.local().get(0), Duration.ofSeconds(60));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

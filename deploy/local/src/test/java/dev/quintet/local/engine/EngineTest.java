package dev.quintet.local.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The three engines, as real processes, in a folder whose name has a space and is long. */
class EngineTest {

    @TempDir
    Path temp;

    @Test
    void redisKeepsItsDataOverAKill() throws Exception {
        try (RedisEngine redis = RedisEngine.start(awkward("redis"), 0)) {
            assertThat(redis(redis, "SET a 1")).isEqualTo("+OK");
            long first = redis.pid();

            redis.kill();
            assertThat(redis.isServing()).isFalse();
            redis.restart();

            assertThat(redis.pid()).isNotEqualTo(first);
            assertThat(redis(redis, "EXISTS a")).isEqualTo(":1");
        }
    }

    @Test
    void redisRefusesAClientWithoutThePassword() throws Exception {
        try (RedisEngine redis = RedisEngine.start(awkward("redis"), 0);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII))
                    .isEqualTo("-NOAUTH");
        }
    }

    @Test
    void postgresKeepsItsDataOverAKillAndMakesItsDatabases() throws Exception {
        try (PostgresEngine postgres = PostgresEngine.start(awkward("postgres"), 0, "badges", "workload")) {
            sql(postgres.jdbcUrl("badges"), postgres, "CREATE TABLE t AS SELECT 42 AS v");
            sql(postgres.jdbcUrl("workload"), postgres, "SELECT 1");

            postgres.kill();
            postgres.restart();

            assertThat(number(postgres.jdbcUrl("badges"), postgres, "SELECT v FROM t"))
                    .isEqualTo(42);
        }
    }

    @Test
    void postgresTakesANewPasswordAndMoreDatabasesOnOldData() throws Exception {
        Path folder = awkward("postgres");
        PostgresEngine first = PostgresEngine.start(folder, 0, "badges");
        sql(first.jdbcUrl("badges"), first, "CREATE TABLE t AS SELECT 42 AS v");
        first.stop();

        try (PostgresEngine second = PostgresEngine.start(folder, 0, "badges", "anomaly")) {
            assertThat(second.password()).isNotEqualTo(first.password());
            assertThat(number(second.jdbcUrl("badges"), second, "SELECT v FROM t"))
                    .isEqualTo(42);
            sql(second.jdbcUrl("anomaly"), second, "SELECT 1");
            assertThat(Files.readString(second.logFile())).doesNotContain(second.password(), first.password());
        }
    }

    @Test
    void mariaDbKeepsItsDataOverAKill() throws Exception {
        try (MariaDbEngine node = MariaDbEngine.start(awkward("node"), 0)) {
            sql(node.jdbcUrl(), node, "CREATE DATABASE d");
            sql(node.jdbcUrl(), node, "CREATE TABLE d.t AS SELECT 42 AS v");
            assertThat(Files.readString(node.pidFile()).trim()).isEqualTo(String.valueOf(node.pid()));

            node.kill();
            node.restart();

            assertThat(number(node.jdbcUrl(), node, "SELECT v FROM d.t")).isEqualTo(42);
        }
    }

    @Test
    void mariaDbLetsNobodyInButItsAccount() throws Exception {
        try (MariaDbEngine node = MariaDbEngine.start(awkward("node"), 0)) {
            assertThatThrownBy(() -> DriverManager.getConnection(node.jdbcUrl(), "root", ""))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
        }
    }

    @Test
    void filesWithPasswordsAreTheOwnersAlone() throws Exception {
        try (RedisEngine redis = RedisEngine.start(awkward("redis"), 0);
                MariaDbEngine node = MariaDbEngine.start(awkward("node"), 0)) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(redis.settings().directory())))
                    .isEqualTo("rwx------");
            for (Path file : new Path[] {
                redis.settings().directory().resolve("redis.conf"),
                node.settings().directory().resolve("init.sql")
            }) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aTakenPortFailsWithTheEndOfTheLog() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> RedisEngine.start(awkward("redis"), taken.getLocalPort()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("redis ended while starting")
                    .hasMessageContaining("Address in use");
        }
    }

    private Path awkward(String name) throws IOException {
        String component = "a folder with spaces and a name so long that no socket path fits";
        return Files.createDirectories(
                temp.resolve(component).resolve(component).resolve(name));
    }

    private static String redis(RedisEngine redis, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream()
                    .write(("AUTH " + redis.password() + "\r\n" + command + "\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void sql(String url, Engine engine, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, engine.user(), engine.password());
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private static int number(String url, Engine engine, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, engine.user(), engine.password());
                var run = connection.createStatement();
                var rows = run.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}

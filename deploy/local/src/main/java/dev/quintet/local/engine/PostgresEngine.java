package dev.quintet.local.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.quintet.local.process.PrivateFiles;

/**
 * PostgreSQL on TCP only, SCRAM passwords only. {@code quintet} is its superuser; the databases asked for are there
 * when it serves.
 */
public final class PostgresEngine extends Engine {

    private static final int PROTOCOL_3 = 3 << 16;

    private final EngineBinaries binaries;
    private final List<String> databases;

    /**
     * An engine that is not started yet.
     *
     * @param databases made when absent; lower-case letters, digits and underscores
     */
    public PostgresEngine(EngineSettings settings, List<String> databases) {
        super(settings);
        this.binaries = new EngineBinaries(settings.cache());
        this.databases = List.copyOf(databases);
        for (String database : this.databases) {
            if (!database.matches("[a-z][a-z0-9_]{0,62}")) {
                throw new IllegalArgumentException("not a name for a database: " + database);
            }
        }
    }

    /** Started in {@code directory} with a random password; port 0 takes a free one. */
    public static PostgresEngine start(Path directory, int port, String... databases) {
        String password = RandomPassword.next();
        return started(
                port,
                free -> new PostgresEngine(
                        EngineSettings.in("postgres", directory, free, password), List.of(databases)));
    }

    /** JDBC address of one of its databases. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    @Override
    void prepare() throws IOException {
        Path programs = binaries.postgres().resolve("bin");
        if (!Files.isDirectory(dataDir())) {
            initialise(programs);
        }
        removeStalePid();
        String wanted = fingerprint();
        Path marker = settings().directory().resolve("provisioned");
        if (!Files.exists(marker) || !Files.readString(marker).equals(wanted)) {
            provision(programs);
            PrivateFiles.write(marker, wanted);
        }
    }

    private void initialise(Path programs) throws IOException {
        Path temp = settings().directory().resolve("db.tmp");
        PrivateFiles.deleteTree(temp);
        Files.createDirectory(temp);
        Path passwordFile = settings().directory().resolve("password");
        PrivateFiles.write(passwordFile, password() + "\n");
        try {
            List<String> command = new ArrayList<>(RootUser.prefix(settings().directory()));
            command.addAll(List.of(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + temp,
                    "--username=" + USER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-instructions"));
            run(command, new byte[0]);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(temp, dataDir(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** In single-user mode, which needs no password: sets the account's password and makes what databases lack. */
    private void provision(Path programs) throws IOException {
        List<String> command = new ArrayList<>(RootUser.prefix(settings().directory()));
        command.addAll(List.of(
                programs.resolve("postgres").toString(),
                "--single",
                "-D",
                dataDir().toString(),
                "postgres"));
        // The password goes in over the pipe; a failing statement is not written to the log with its text.
        StringBuilder sql = new StringBuilder("SET log_min_error_statement = panic\n");
        sql.append("ALTER ROLE ")
                .append(USER)
                .append(" PASSWORD '")
                .append(password())
                .append("'\n");
        for (String database : databases) {
            // There is no "if not exists" for databases: for one that is there an error is logged, and it goes on.
            sql.append("CREATE DATABASE ").append(database).append('\n');
        }
        run(command, sql.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Left by a crash: its number may belong to another program by now, and the server would refuse to start. */
    private void removeStalePid() throws IOException {
        Path file = dataDir().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        String pid = Files.readAllLines(file).stream().findFirst().orElse("").trim();
        boolean ours = false;
        if (pid.matches("[0-9]{1,9}")) {
            Path exe = Path.of("/proc", pid, "exe");
            ours = Files.exists(exe) && exe.toRealPath().endsWith("bin/postgres");
        }
        if (!ours) {
            Files.delete(file);
        }
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>(RootUser.prefix(settings().directory()));
        command.add(binaries.postgres().resolve("bin/postgres").toString());
        command.addAll(List.of("-D", dataDir().toString(), "-p", String.valueOf(port())));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                // No socket file: its path may be at most 107 bytes, and a project's folder may be longer.
                "unix_socket_directories=",
                "shared_buffers=32MB",
                "max_connections=100",
                "max_wal_size=256MB",
                "logging_collector=off")) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    /** "Fast": open transactions are rolled back; TERM would wait for every client to leave. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    /** Served when the answer to a start-up packet is a request to authenticate ('R'), not an error ('E'). */
    @Override
    void probe(Socket socket) throws IOException {
        byte[] parameters = ("user\0" + USER + "\0database\0postgres\0\0").getBytes(StandardCharsets.US_ASCII);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(8 + parameters.length);
        out.writeInt(PROTOCOL_3);
        out.write(parameters);
        out.flush();
        int answer = new DataInputStream(socket.getInputStream()).readUnsignedByte();
        if (answer != 'R') {
            throw new IOException("not serving yet: " + (char) answer);
        }
    }

    @Override
    public Path dataDir() {
        return settings().directory().resolve("db");
    }

    /** Changes when the password or the databases do; the password is random, so its hash gives nothing away. */
    private String fingerprint() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha.digest((password() + databases).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package dev.quintet.local.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

import dev.quintet.local.process.PrivateFiles;

/**
 * One MariaDB node on TCP only. {@code quintet} may do everything, from 127.0.0.1 alone; there is no account
 * {@code root}. No TLS: making a key at each start would take seconds, and nothing leaves the loopback address.
 */
public final class MariaDbEngine extends Engine {

    /** Changes when the settings that shape the data files do, so that an old template is not used. */
    private static final String DATA_FORMAT = "1";

    private static final List<String> SHAPE =
            List.of("--innodb-log-file-size=48M", "--innodb-undo-tablespaces=0", "--skip-log-bin");

    private final EngineBinaries binaries;

    public MariaDbEngine(EngineSettings settings) {
        super(settings);
        this.binaries = new EngineBinaries(settings.cache());
    }

    /** Started in {@code directory} with a random password; port 0 takes a free one. */
    public static MariaDbEngine start(Path directory, int port) {
        return start(directory, port, "node", RandomPassword.next());
    }

    /** Started in {@code directory} with a name and a password; port 0 takes a free one. */
    public static MariaDbEngine start(Path directory, int port, String name, String password) {
        return started(port, free -> new MariaDbEngine(EngineSettings.in(name, directory, free, password)));
    }

    /** The file in which the server keeps its process id while it runs. */
    public Path pidFile() {
        return settings().directory().resolve("node.pid");
    }

    /** JDBC address without a database. */
    public String jdbcUrl() {
        return "jdbc:mariadb://" + host() + ":" + port() + "/";
    }

    @Override
    void prepare() throws IOException {
        Files.deleteIfExists(pidFile());
        if (!Files.isDirectory(dataDir())) {
            Path temp = settings().directory().resolve("db.tmp");
            PrivateFiles.deleteTree(temp);
            copyTree(binaries.mariaDbTemplate(DATA_FORMAT, this::bootstrap), temp);
            Files.move(temp, dataDir(), StandardCopyOption.ATOMIC_MOVE);
        }
        // Run at every start, before the first connection: the account is right whatever the data's history.
        PrivateFiles.write(
                initFile(),
                """
                CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1';
                ALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'127.0.0.1' WITH GRANT OPTION;
                """
                        .formatted(USER, password()));
    }

    /** The system tables, made once; every node starts from a copy. */
    private void bootstrap(Path folder) throws IOException {
        ByteArrayOutputStream sql = new ByteArrayOutputStream();
        sql.writeBytes("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(StandardCharsets.UTF_8));
        for (String script : List.of(
                "mariadb_system_tables.sql", "mariadb_performance_tables.sql", "maria_add_gis_sp_bootstrap.sql")) {
            sql.writeBytes(
                    Files.readAllBytes(binaries.mariaDb().resolve("share").resolve(script)));
        }
        List<String> command = server(folder);
        command.addAll(List.of("--bootstrap", "--enforce-storage-engine=", "--silent-startup"));
        run(command, sql.toByteArray());
    }

    @Override
    List<String> command() {
        List<String> command = server(dataDir());
        command.addAll(List.of(
                "--port=" + port(),
                "--bind-address=127.0.0.1",
                // No socket file: its path may be at most 107 bytes, and a project's folder may be longer.
                "--socket=",
                "--skip-ssl",
                "--skip-name-resolve",
                // 2, the default, logs each readiness probe as an aborted connection.
                "--log-warnings=1",
                "--pid-file=" + pidFile(),
                "--init-file=" + initFile(),
                "--character-set-server=utf8mb4",
                "--local-infile=OFF",
                "--max-connections=1200",
                "--table-open-cache=400",
                // Costs 65 MB a node; the status counters that the suite reads do not need it.
                "--performance-schema=OFF",
                "--innodb-buffer-pool-size=64M",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=4M"));
        return command;
    }

    private List<String> server(Path data) {
        Path base = binaries.mariaDb();
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--lc-messages-dir=" + base.resolve("share")));
        command.addAll(SHAPE);
        if (RootUser.isRoot()) {
            command.add("--user=root");
        }
        return command;
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    /** Served when the server greets with a handshake of protocol 10 (an error packet starts with 255). */
    @Override
    void probe(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] start = in.readNBytes(5);
        if (start.length < 5 || start[4] != 10) {
            throw new IOException("no greeting");
        }
    }

    @Override
    public Path dataDir() {
        return settings().directory().resolve("db");
    }

    private Path initFile() {
        return settings().directory().resolve("init.sql");
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(dir)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

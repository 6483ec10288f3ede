package dev.quintet.local.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.quintet.local.process.Ports;
import dev.quintet.local.process.PrivateFiles;

/**
 * Redis 7 with an append-only file, synced each second: a crash of the machine loses at most the last second or two. A
 * crash of the server alone loses nothing, unless the disk is so slow that a sync is still under way: then Redis answers
 * up to two seconds of writes from memory. It never evicts: past 512 MiB it refuses writes.
 */
public final class RedisEngine extends Engine {

    private final EngineBinaries binaries;
    private final String mode;

    public RedisEngine(EngineSettings settings) {
        this(settings, "");
    }

    private RedisEngine(EngineSettings settings, String mode) {
        super(settings);
        this.binaries = new EngineBinaries(settings.cache());
        this.mode = mode;
    }

    /** Started in {@code directory} with a random password; port 0 takes a free one. */
    public static RedisEngine start(Path directory, int port) {
        String password = RandomPassword.next();
        return started(port, free -> new RedisEngine(EngineSettings.in("redis", directory, free, password)));
    }

    /** One that answers a write only when it is on the disk: nothing answered is lost, however it ends. */
    public static RedisEngine durable(EngineSettings settings) {
        return new RedisEngine(settings, "appendfsync always\n");
    }

    /** As {@link #start}, in cluster mode; it serves its clients once it was given slots. */
    public static RedisEngine startClusterNode(Path directory, int port) {
        String password = RandomPassword.next();
        return started(port, free -> {
            String mode = "cluster-enabled yes\ncluster-port " + Ports.free() + "\n";
            return new RedisEngine(EngineSettings.in("redis", directory, free, password), mode);
        });
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(dataDir());
        PrivateFiles.write(
                configuration(),
                """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                daemonize no
                logfile ""
                save ""
                appendonly yes
                appendfsync everysec
                maxmemory 512mb
                maxmemory-policy noeviction
                hash-max-listpack-value 512
                %s"""
                        .formatted(
                                port(),
                                password(),
                                dataDir().toString().replace("\\", "\\\\").replace("\"", "\\\""),
                                mode));
    }

    @Override
    List<String> command() {
        return List.of(
                binaries.redis().resolve("redis-server").toString(),
                configuration().toString());
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    @Override
    void probe(Socket socket) throws IOException {
        socket.getOutputStream().write(("AUTH " + password() + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        expect("+OK", line(in));
        expect("+PONG", line(in));
    }

    @Override
    public Path dataDir() {
        return settings().directory().resolve("db");
    }

    private Path configuration() {
        return settings().directory().resolve("redis.conf");
    }

    private static void expect(String expected, String got) throws IOException {
        if (!got.equals(expected)) {
            throw new IOException("expected " + expected + ", got " + got);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < 1024; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().trim();
    }
}

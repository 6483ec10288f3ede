package dev.quintet.local.supervise;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.quintet.local.process.ChildProcess;
import dev.quintet.local.process.RotatingLog;

/**
 * A Java program that serves HTTP.
 *
 * @param command the whole command line; no secret in it
 * @param environment what it is given beyond ours; secrets go here
 * @param port its HTTP port on 127.0.0.1
 * @param readyPath answers 200 when it serves
 * @param workDir where it runs
 */
public record JavaUnit(
        String name,
        Tier tier,
        List<String> needs,
        List<String> command,
        Map<String, String> environment,
        int port,
        String readyPath,
        Path workDir,
        Path logFile,
        Duration grace)
        implements Unit {

    public JavaUnit {
        needs = List.copyOf(needs);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public ChildProcess launch() throws StartFailure {
        try {
            return ChildProcess.start(name, command, environment, workDir, RotatingLog.open(logFile));
        } catch (IOException e) {
            throw new StartFailure("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isReady() {
        return HttpProbe.isOk(URI.create(address() + readyPath));
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    /** The environment stays out of logs and messages: it holds secrets. */
    @Override
    public String toString() {
        return name + " at " + address();
    }
}

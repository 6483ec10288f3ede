package dev.quintet.local.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

import dev.quintet.local.process.RotatingLog;
import dev.quintet.local.supervise.Announcer;

/**
 * The supervisor's lines: with the time into its log, and as they are to whoever started it, as long as that one
 * listens.
 */
final class SupervisorLog implements Announcer {

    private final RotatingLog log;
    private final PrintStream out;

    SupervisorLog(RotatingLog log, PrintStream out) {
        this.log = log;
        this.out = out;
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
        String stamped = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n";
        byte[] bytes = stamped.getBytes(StandardCharsets.UTF_8);
        try {
            log.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            // A full disk must not end the supervision.
        }
    }
}

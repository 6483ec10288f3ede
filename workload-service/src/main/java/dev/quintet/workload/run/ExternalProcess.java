package dev.quintet.workload.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * A benchmark program as a child process. A shell between gives it its settings and ends it when this service is gone,
 * however that came about: the shell then reads the end of its own input.
 */
final class ExternalProcess {

    private static final Logger LOG = Logger.getLogger(ExternalProcess.class);

    private static final long EXIT_WITHIN_SECONDS = 5;

    private static final String GUARD =
            """
            settings=$(sed -n '/^\\.$/q;p')
            exec 3<&0
            printf '%s\\n' "$settings" | "$@" 2>&1 &
            program=$!
            { while read -r _; do :; done <&3; kill "$program"; } >/dev/null 2>&1 &
            guard=$!
            wait "$program"
            status=$?
            kill "$guard" 2>/dev/null
            exit "$status"
            """;

    private final Process process;
    private final ProgramOutput output;

    private ExternalProcess(Process process, ProgramOutput output) {
        this.process = process;
        this.output = output;
    }

    static ExternalProcess start(
            List<String> command, List<String> input, ProgramOutput output, ThreadFactory threads, Runnable whenGone)
            throws IOException {
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
        guarded.addAll(command);
        Process process = new ProcessBuilder(guarded).redirectErrorStream(true).start();
        ExternalProcess started = new ExternalProcess(process, output);
        OutputStream settings = process.getOutputStream();
        settings.write((String.join("\n", input) + "\n.\n").getBytes(StandardCharsets.UTF_8));
        settings.flush();
        threads.newThread(() -> started.read(whenGone)).start();
        return started;
    }

    private void read(Runnable whenGone) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                output.line(line);
                line = lines.readLine();
            }
        } catch (IOException e) {
            LOG.debugf("Output of a program ended: %s", e.getMessage());
        } finally {
            end();
            awaitExit();
            whenGone.run();
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(EXIT_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    ProgramOutput output() {
        return output;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends it; does not wait. */
    void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debugf("A program had ended: %s", e.getMessage());
        }
    }
}

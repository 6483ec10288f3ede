package dev.quintet.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.local.process.PrivateFiles;
import dev.quintet.local.process.ProcessIdentity;
import dev.quintet.local.supervise.UnitStatus;

/**
 * What the supervisor leaves for {@code status}, {@code down} and a later {@code up} to read.
 *
 * @param phase starting, ready or stopping
 * @param since when the supervisor started, ISO 8601
 */
public record SuiteState(ProcessIdentity supervisor, String phase, String since, List<UnitEntry> units) {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    public SuiteState {
        units = List.copyOf(units);
    }

    /**
     * One unit.
     *
     * @param process its running process; null while it has none
     * @param state as in {@link dev.quintet.local.supervise.UnitState}, lower case
     */
    public record UnitEntry(
            String name,
            String tier,
            String state,
            ProcessIdentity process,
            int port,
            String address,
            int restarts,
            String stopSignal,
            String log) {

        /** As the unit is now. */
        public static UnitEntry of(UnitStatus status) {
            return new UnitEntry(
                    status.unit().name(),
                    status.unit().tier().name().toLowerCase(Locale.ROOT),
                    status.state().name().toLowerCase(Locale.ROOT),
                    status.pid() == 0 ? null : ProcessIdentity.of(status.pid()).orElse(null),
                    status.unit().port(),
                    status.unit().address(),
                    status.restarts(),
                    status.unit().stopSignal(),
                    status.unit().logFile().toString());
        }

        boolean isAlive() {
            return process != null && process.isAlive();
        }
    }

    /** The state of a supervisor that is this process. */
    public static SuiteState ofThisProcess(String phase, Instant since, List<UnitStatus> units) {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        return new SuiteState(
                self, phase, since.toString(), units.stream().map(UnitEntry::of).toList());
    }

    /** What was left last; empty if nothing readable was. */
    public static Optional<SuiteState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), SuiteState.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Replaces the file, whole or not at all. */
    public void write(Path file) throws IOException {
        PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }
}

package dev.quintet.local.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.quintet.local.process.ChildProcess;
import dev.quintet.local.process.ProcessIdentity;
import dev.quintet.local.process.RotatingLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With small shell programs as units. */
class SupervisorTest {

    private static final Backoff SHORT = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private Supervisor supervisor;

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.stop();
        }
    }

    @Test
    void aUnitStartsWhenWhatItNeedsIsReady() throws StartFailure {
        supervise(
                unit("engine", Unit.Tier.ENGINE, "touch engine.ready; exec sleep 300"),
                unit(
                        "service",
                        Unit.Tier.SERVICE,
                        "[ -e engine.ready ] && touch service.ready; exec sleep 300",
                        "engine"));
        supervisor.start();
        assertThat(events).containsExactly("launch engine", "launch service");
        assertThat(supervisor.status()).extracting(UnitStatus::state).containsOnly(UnitState.READY);
    }

    @Test
    void aKilledChildIsStartedAgainAndThatIsSaid() throws StartFailure {
        supervise(unit("badge", Unit.Tier.SERVICE, "touch badge.ready; exec sleep 300"));
        supervisor.start();
        long first = supervisor.status().get(0).pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> supervisor.status().get(0).pid() != first
                        && supervisor.status().get(0).state() == UnitState.READY);
        assertThat(supervisor.status().get(0).restarts()).isEqualTo(1);
        assertThat(said).anyMatch(line -> line.startsWith("badge died (exit code 137), starting it again in 0.0"));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> said.stream()
                .anyMatch(line -> line.startsWith("badge is back after")));
    }

    @Test
    void aUnitThatDiesAgainAndAgainIsReportedAsACrashLoop() throws Exception {
        supervise(unit("badge", Unit.Tier.SERVICE, "[ -e once ] && exit 3; touch once badge.ready; exec sleep 300"));
        supervisor.start();
        ProcessHandle.of(supervisor.status().get(0).pid()).orElseThrow().destroyForcibly();

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> supervisor.status().get(0).state() == UnitState.CRASH_LOOP);
        assertThat(said).anyMatch(line -> line.startsWith("badge dies again and again (exit code 3)"));
    }

    @Test
    void aUnitThatEndsWhileStartingFailsTheStartWithItsLog() throws IOException {
        supervise(unit("badge", Unit.Tier.SERVICE, "echo no such table; exit 4"));
        Files.writeString(folder.resolve("badge.log"), "no such table\n");
        assertThatThrownBy(() -> supervisor.start())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("badge ended while starting, exit code 4")
                .hasMessageContaining("no such table");
    }

    @Test
    void stoppingGoesFromTheDoorToTheEnginesAndLeavesNothing() throws StartFailure {
        supervise(
                unit("engine", Unit.Tier.ENGINE, trapping("engine")),
                unit("service", Unit.Tier.SERVICE, trapping("service"), "engine"),
                unit("gateway", Unit.Tier.DOOR, trapping("gateway"), "engine"));
        supervisor.start();
        List<Long> pids = supervisor.status().stream().map(UnitStatus::pid).toList();

        supervisor.stop();

        assertThat(folder.resolve("stopped")).hasContent("gateway\nservice\nengine");
        assertThat(pids).allSatisfy(pid -> assertThat(ProcessIdentity.of(pid)).isEmpty());
        assertThat(supervisor.status()).extracting(UnitStatus::state).containsOnly(UnitState.STOPPED);
    }

    @Test
    void pausesDoubleUpToTheCapAndVaryByAtMostAHalf() {
        Random random = new Random(1);
        List<Long> longest = List.of(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L);
        for (int deaths = 1; deaths <= longest.size(); deaths++) {
            for (int draw = 0; draw < 100; draw++) {
                assertThat(Backoff.DEFAULT.after(deaths, random).toMillis())
                        .isBetween(longest.get(deaths - 1) / 2, longest.get(deaths - 1));
            }
        }
        assertThat(Backoff.DEFAULT.after(10_000, random)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    private static String trapping(String name) {
        return "trap 'echo " + name + " >> stopped; exit 0' TERM; touch " + name
                + ".ready; while :; do sleep 0.05; done";
    }

    private void supervise(Unit... units) {
        supervisor = new Supervisor(List.of(units), said::add, SHORT, new Random(1), status -> {});
    }

    private Unit unit(String name, Unit.Tier tier, String script, String... needs) {
        return new ShellUnit(name, tier, script, List.of(needs));
    }

    /** Ready when it has made the file {@code <name>.ready}. */
    private final class ShellUnit implements Unit {

        private final String name;
        private final Tier tier;
        private final String script;
        private final List<String> needs;

        private ShellUnit(String name, Tier tier, String script, List<String> needs) {
            this.name = name;
            this.tier = tier;
            this.script = script;
            this.needs = new ArrayList<>(needs);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Tier tier() {
            return tier;
        }

        @Override
        public List<String> needs() {
            return needs;
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public Path logFile() {
            return folder.resolve(name + ".log");
        }

        @Override
        public ChildProcess launch() throws StartFailure {
            events.add("launch " + name);
            try {
                return ChildProcess.start(
                        name, List.of("sh", "-c", script), Map.of(), folder, RotatingLog.open(logFile()));
            } catch (IOException e) {
                throw new StartFailure("cannot start " + name, e);
            }
        }

        @Override
        public boolean isReady() {
            return Files.exists(folder.resolve(name + ".ready"));
        }

        @Override
        public String stopSignal() {
            return "TERM";
        }

        @Override
        public Duration grace() {
            return Duration.ofMinutes(1);
        }
    }
}

package dev.quintet.workload.run;

import java.sql.SQLException;
import java.util.Random;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import dev.quintet.workload.target.ErrorKind;

import static dev.quintet.workload.run.FakeTime.MILLI;
import static dev.quintet.workload.run.FakeTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WorkerTest {

    private final FakeShift shift = new FakeShift(60 * SECOND);
    private final Cell cell = new Cell();

    private Histogram latencies() {
        cell.closeInterval(true);
        return cell.total().latency();
    }

    private void work(LoadSchedule schedule, boolean poisson, FakeLink link) {
        Pacer pacer = new Pacer(schedule, new Arrivals(schedule, 1, 1, poisson, new Random(1)));
        new Worker(0, shift, pacer, transaction -> cell, link, new Random(2)).run();
    }

    /** Takes 1 ms, but 2 s for whatever comes first after second ten. */
    private FakeLink stallingOnce() {
        boolean[] stalled = {false};
        return new FakeLink(() -> {
            boolean stall = !stalled[0] && shift.time.nanos() >= 10 * SECOND;
            stalled[0] |= stall;
            shift.time.pass(stall ? 2 * SECOND : MILLI);
            return 1;
        });
    }

    @Test
    void aStallOfTwoSecondsIsSeenByAllThatArrivedInItWithARate() {
        work(LoadSchedule.steady(100, 1, 0, 30), false, stallingOnce());

        Histogram seen = latencies();
        // 200 arrive in the stall; they wait from 2 s down to 0, and then the queue drains at 1,000 - 100 a second.
        assertThat(seen.getTotalCount()).isEqualTo(2999);
        assertThat(seen.getMaxValue() / 1000.0).isCloseTo(2000, within(10.0));
        assertThat(seen.getValueAtPercentile(99) / 1000.0).isCloseTo(1730, within(60.0));
        assertThat(seen.getValueAtPercentile(50) / 1000.0).isCloseTo(1, within(0.1));
        long above1s = seen.getCountBetweenValues(1_000_000, Latencies.MAX_MICROS);
        assertThat(above1s).isBetween(105L, 118L);
    }

    @Test
    void theSameStallIsOneSlowTransactionInAClosedLoop() {
        work(LoadSchedule.steady(0, 1, 0, 30), false, stallingOnce());

        Histogram seen = latencies();
        assertThat(seen.getCountBetweenValues(10_000, Latencies.MAX_MICROS)).isEqualTo(1);
        assertThat(seen.getValueAtPercentile(99) / 1000.0).isCloseTo(1, within(0.1));
    }

    @Test
    void anOpenLoopKeepsItsRateWhenServiceIsFast() {
        work(LoadSchedule.steady(500, 1, 0, 20), true, new FakeLink(() -> {
            shift.time.pass(MILLI / 10);
            return 1;
        }));

        assertThat(latencies().getTotalCount()).isBetween(9_700L, 10_300L);
    }

    @Test
    void aDeadlockIsCountedAndTheTransactionTriedAgainWithinOneLatency() {
        int[] attempts = {0};
        FakeLink link = new FakeLink(() -> {
            shift.time.pass(MILLI);
            if (++attempts[0] == 1) {
                throw new SQLException("Deadlock found", "40001", 1213);
            }
            return 1;
        });
        work(LoadSchedule.steady(0.6, 1, 0, 2), false, link);

        Histogram seen = latencies();
        assertThat(seen.getTotalCount()).isEqualTo(1);
        assertThat(seen.getMaxValue() / 1000.0).isCloseTo(2, within(0.01));
        assertThat(cell.total().errorsByKind()).containsOnlyKeys(ErrorKind.DEADLOCK.label());
        assertThat(link.rolledBack).isEqualTo(1);
        assertThat(link.opened).isEqualTo(1);
    }

    @Test
    void aBrokenConnectionIsMadeAgainAndItsTransactionIsAnError() {
        int[] attempts = {0};
        FakeLink link = new FakeLink(() -> {
            shift.time.pass(MILLI);
            if (++attempts[0] == 5) {
                throw new SQLException("Connection reset", "08S01");
            }
            return 1;
        });
        work(LoadSchedule.steady(0, 1, 0, 1), false, link);

        assertThat(link.opened).isEqualTo(2);
        latencies();
        assertThat(cell.total().errorsByKind()).containsEntry("connection_lost", 1L);
        assertThat(shift.failures).hasSize(1);
    }

    @Test
    void anUnreachableDatabaseIsTriedAtMostAFewTimesASecond() {
        FakeLink link = new FakeLink(() -> 1);
        link.refuse = new SQLException("Connection refused", "08000");
        work(LoadSchedule.steady(0, 1, 0, 0), false, link);

        latencies();
        // 60 s: the first second takes a handful, then about one to two a second.
        assertThat(cell.errorsEver()).isBetween(60L, 130L);
        assertThat(cell.total().errorsByKind()).containsOnlyKeys("connect_failed");
    }

    @Test
    void aTableThatIsGoneDoesNotFailThousandsOfTimesASecond() {
        work(LoadSchedule.steady(0, 1, 0, 0), false, new FakeLink(() -> {
            throw new SQLException("Table 'sbtest.sbtest1' doesn't exist", "42S02", 1146);
        }));

        assertThat(cell.errorsEver()).isBetween(60L, 130L);
    }
}

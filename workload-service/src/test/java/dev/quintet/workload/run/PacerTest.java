package dev.quintet.workload.run;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static dev.quintet.workload.run.FakeTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

class PacerTest {

    private static Pacer pacer(LoadSchedule schedule) {
        return new Pacer(schedule, new Arrivals(schedule, 1, 1, false, new Random(1)));
    }

    @Test
    void aClosedLoopStartsAtOnceForAsManyThreadsAsThePhaseHas() {
        Pacer pacer = pacer(LoadSchedule.phases(List.of(new Phase(0, 2, 10), new Phase(0, 8, 10)), 8, 0));
        assertThat(pacer.take(0, 5)).isEqualTo(5);
        assertThat(pacer.take(1, 6)).isEqualTo(6);
        assertThat(pacer.take(2, 7)).isEqualTo(-10 * SECOND);
        assertThat(pacer.take(7, 10 * SECOND)).isEqualTo(10 * SECOND);
        assertThat(pacer.take(0, 20 * SECOND)).isEqualTo(Pacer.END);
    }

    @Test
    void eachArrivalIsTakenOnceAndLateOnesInOrder() {
        Pacer pacer = pacer(LoadSchedule.steady(10, 4, 0, 1));
        assertThat(pacer.backlog(SECOND / 2)).isEqualTo(5);
        assertThat(pacer.take(0, SECOND / 2)).isEqualTo(SECOND / 10);
        assertThat(pacer.take(1, SECOND / 2)).isEqualTo(2 * SECOND / 10);
        assertThat(pacer.backlog(SECOND / 2)).isEqualTo(3);
    }

    @Test
    void whatIsLeftAtTheEndIsUnserved() {
        Pacer pacer = pacer(LoadSchedule.steady(10, 4, 0, 10));
        pacer.take(0, SECOND);
        assertThat(pacer.take(0, 10 * SECOND)).isEqualTo(Pacer.END);
        assertThat(pacer.unserved(10 * SECOND)).isBetween(98L, 99L);
    }

    @Test
    void aClosedPhaseDropsTheBacklogOfAnOpenOneAndSaysHowMuch() {
        Pacer pacer = pacer(LoadSchedule.phases(List.of(new Phase(100, 0, 1), new Phase(0, 1, 1)), 1, 0));
        assertThat(pacer.take(0, SECOND + 1)).isEqualTo(SECOND + 1);
        assertThat(pacer.backlog(SECOND + 1)).isZero();
        assertThat(pacer.unserved(2 * SECOND)).isBetween(99L, 100L);
    }

    @Test
    void theWarmUpHasTheFirstPhasesLoad() {
        LoadSchedule schedule = LoadSchedule.phases(List.of(new Phase(50, 0, 5)), 3, 2);
        assertThat(schedule.warmupEnd()).isEqualTo(2 * SECOND);
        assertThat(schedule.at(SECOND).rate()).isEqualTo(50);
        assertThat(schedule.at(SECOND).phase()).isZero();
        assertThat(schedule.at(3 * SECOND).phase()).isEqualTo(1);
        assertThat(schedule.end()).isEqualTo(7 * SECOND);
    }
}

package dev.quintet.backendify.backend;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallBudgetTest {
    @Property
    void nobodyTakesMoreThanTheShareAndTheReserve(
            @ForAll @DoubleRange(max = 1) double share,
            @ForAll @IntRange(max = 20) int reserve,
            @ForAll @Size(max = 1_000) List<Boolean> history) {
        CallBudget budget = new CallBudget(share, reserve);
        int earned = 0;
        int taken = 0;
        for (boolean plain : history) {
            if (plain) {
                budget.earn();
                earned++;
            } else if (budget.take()) {
                taken++;
            }
            assertThat((double) taken).isLessThanOrEqualTo(share * earned + reserve + 1e-6);
        }
    }

    @Test
    void aTwentiethOfTheCallsMayBeHedgedInTheLongRun() {
        CallBudget budget = new CallBudget(0.05, 3);
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            budget.earn();
            if (budget.take()) {
                taken++;
            }
        }
        assertThat(taken).isBetween(490, 503);
    }

    @Test
    void noShareMeansNoneEver() {
        CallBudget budget = new CallBudget(0, 10);
        budget.earn();
        assertThat(budget.take()).isFalse();
    }
}

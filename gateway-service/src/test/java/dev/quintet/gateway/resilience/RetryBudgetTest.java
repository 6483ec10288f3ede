package dev.quintet.gateway.resilience;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    private int spendAll() {
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        return spent;
    }

    @Test
    void aFifthOfTheRequestsMayBeRetriedAndTenToBeginWith() {
        assertThat(spendAll()).isEqualTo(10);
        for (int i = 0; i < 100; i++) {
            budget.earn();
        }
        assertThat(spendAll()).isEqualTo(20);
    }

    @Test
    void whatIsSavedUpIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            budget.earn();
        }
        assertThat(spendAll()).isEqualTo(100);
    }

    @Test
    void aConcurrencyLimitRefusesWhatIsBeyond() {
        ConcurrencyLimit limit = new ConcurrencyLimit(2);
        assertThat(limit.enter()).isTrue();
        assertThat(limit.enter()).isTrue();
        assertThat(limit.enter()).isFalse();
        limit.leave();
        assertThat(limit.enter()).isTrue();
        assertThat(limit.inside()).isEqualTo(2);
    }
}

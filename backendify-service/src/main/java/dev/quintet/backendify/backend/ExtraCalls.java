package dev.quintet.backendify.backend;

/**
 * What may be asked beside the plain calls: hedges and retries have a budget each and share a third, so that both together
 * stay a burden that a slow backend can bear, however the two come together. Retries go first: they follow a call that has
 * failed, a hedge one that may yet end well.
 *
 * <p>Not thread-safe: guarded by the {@link Backend} that owns it.
 */
final class ExtraCalls {
    private static final int HEDGES_SAVED = 3;
    private static final int RETRIES_SAVED = 10;
    /** Of the common budget, what hedges leave for retries. */
    private static final int LEFT_BY_HEDGES = 5;

    private final CallBudget hedges;
    private final CallBudget retries;
    private final CallBudget together;

    /** Shares of the plain calls, 0 to 1 each. */
    ExtraCalls(double hedgeShare, double retryShare, double share) {
        this.hedges = new CallBudget(hedgeShare, HEDGES_SAVED);
        this.retries = new CallBudget(retryShare, RETRIES_SAVED);
        this.together = new CallBudget(share, RETRIES_SAVED);
    }

    /** A plain call was made. */
    void earn() {
        hedges.earn();
        retries.earn();
        together.earn();
    }

    /** @return whether a hedge may be made; it is taken from the budgets then */
    boolean takeHedge() {
        return together.allowsAndKeeps(LEFT_BY_HEDGES) && hedges.take() && together.take();
    }

    /** @return whether a retry may be made; it is taken from the budgets then */
    boolean takeRetry() {
        return together.allowsAndKeeps(0) && retries.take() && together.take();
    }
}

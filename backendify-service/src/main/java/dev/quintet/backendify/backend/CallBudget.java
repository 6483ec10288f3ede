package dev.quintet.backendify.backend;

/**
 * Lets extra calls (hedges, retries) be at most a share of the plain ones: each plain call earns a share of an extra one.
 *
 * <p>INVARIANT: after any history, taken <= share * earned + reserve. What is not taken is kept up to the reserve, so
 * that a quiet hour does not save up for a storm.
 *
 * <p>Not thread-safe: guarded by the {@link Backend} that owns it.
 *
 * @see <a href="https://finagle.github.io/blog/2016/02/08/retry-budgets/">Finagle's retry budgets</a>
 */
public final class CallBudget {
    private final double share;
    private final double reserve;
    private double balance;

    /**
     * @param share extra calls for each plain one, 0 to 1
     * @param reserve extra calls that may be saved up, and with which it begins
     */
    public CallBudget(double share, int reserve) {
        if (!(share >= 0 && share <= 1) || reserve < 0) {
            throw new IllegalArgumentException("a share of 0 to 1 and a reserve of at least 0");
        }
        this.share = share;
        this.reserve = share == 0 ? 0 : reserve;
        this.balance = this.reserve;
    }

    /** A plain call was made. */
    public void earn() {
        balance = Math.min(reserve, balance + share);
    }

    /** Whether an extra call could be taken now, and so many more after it. */
    boolean allowsAndKeeps(int more) {
        return balance >= 1 + more;
    }

    /** @return whether an extra call may be made; it is taken from the budget then */
    public boolean take() {
        if (!allowsAndKeeps(0)) {
            return false;
        }
        balance -= 1;
        return true;
    }
}

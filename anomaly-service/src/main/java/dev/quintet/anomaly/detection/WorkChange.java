package dev.quintet.anomaly.detection;

/**
 * A change of how much a node does, and what it explains. If a node does r times the work, a metric that scales with
 * work may end up anywhere between unchanged and r times as high (r above 1), or between r times as high and half-way
 * there (r below 1). From an idle node nothing is known of what work costs, so that any rise is explained by a real
 * load.
 */
public record WorkChange(double ratio, boolean fromIdle) {
    /** The metric that says how much a node does: statements a second. */
    public static final String METRIC = "qps";

    public static final WorkChange NONE = new WorkChange(1, false);

    /** Statements a second below which a node is idle. */
    private static final double IDLE = 20;

    /** @param before statements a second; NaN = unknown, which explains nothing */
    public static WorkChange between(double before, double now) {
        return Double.isNaN(before) || Double.isNaN(now)
                ? NONE
                : new WorkChange((now + IDLE) / (before + IDLE), before < IDLE);
    }

    /** Whether the work stayed within a factor of two. */
    public boolean small() {
        return ratio >= 0.5 && ratio <= 2;
    }

    /** The highest value of a metric that scales with work that is to be expected, short of what is not known. */
    public double expected(double before) {
        return before * Math.max(1, ratio);
    }

    /** How far a metric moved beyond what the work explains, with its sign; 0 if it explains all. */
    public double unexplained(double before, double now) {
        double low = ratio >= 1 ? before : before * ratio;
        double high;
        if (ratio < 1) {
            high = before * (1 + ratio) / 2;
        } else {
            high = fromIdle && ratio > 2 ? Double.POSITIVE_INFINITY : before * ratio;
        }
        return now < low ? now - low : Math.max(0, now - high);
    }
}

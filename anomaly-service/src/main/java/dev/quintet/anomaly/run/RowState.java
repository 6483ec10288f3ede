package dev.quintet.anomaly.run;

/** What is known of one row of a labelled run. */
public enum RowState {
    NORMAL,
    ABNORMAL,

    /** Neither, as at the edges of a fault or while the load starts. */
    IGNORED
}

package dev.quintet.anomaly.history;

import dev.quintet.anomaly.metric.Sample;

/**
 * What is kept of a node at one time.
 *
 * @param seconds 0 = a sample as it was taken, else the span that it is the mean of
 */
record HistoryRow(int seconds, String node, Sample sample) {}

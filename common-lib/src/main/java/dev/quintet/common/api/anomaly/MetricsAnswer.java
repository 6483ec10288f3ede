package dev.quintet.common.api.anomaly;

import java.util.List;

/** A list of metrics in the envelope of the original. */
public record MetricsAnswer<T>(List<T> metrics) {}

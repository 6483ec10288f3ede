package dev.quintet.anomaly.metric;

/** Is told of every sample, a node's samples in order and one at a time; several nodes' at once. */
public interface SampleListener {
    /** Must not block. */
    void onSample(String node, Sample sample);
}

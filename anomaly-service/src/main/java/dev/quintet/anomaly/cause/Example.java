package dev.quintet.anomaly.cause;

import java.util.List;

/**
 * A labelled run as the classifier learns from it.
 *
 * @param cause its cause
 * @param shift how its metrics moved
 * @param play its calm rows, see {@link Shift#play}
 */
public record Example(String cause, Shift shift, List<double[]> play) {
    public Example {
        play = List.copyOf(play);
    }

    public static Example of(String cause, double[][] calm, double[][] anomalous) {
        return new Example(cause, Shift.between(calm, anomalous), List.of(Shift.play(calm)));
    }
}

package dev.quintet.anomaly.diagnosis;

/**
 * How one metric moved when its node became anomalous.
 *
 * @param column its place in the catalogue
 * @param before its median while calm, just before
 * @param now its median since
 * @param z the move in units of its calm spread
 * @param unexplainedZ the part of the move that a change of the node's work does not explain, in the same units
 */
record Movement(int column, double before, double now, double z, double unexplainedZ) {
    /** The unexplained move squeezed into -1..1: three spreads are already a lot. */
    double strength() {
        return Math.tanh(unexplainedZ / 3);
    }
}

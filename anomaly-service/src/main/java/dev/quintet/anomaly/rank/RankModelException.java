package dev.quintet.anomaly.rank;

/** A model that cannot be used; the message is one line for people. */
public class RankModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RankModelException(String message) {
        super(message);
    }
}

package dev.quintet.gateway.proxy;

/** Is told of every request's begin and end, exactly once each. */
public interface ExchangeListener {
    /** The client went away before its answer was whole; the status that logs and metrics know it by. */
    int CLIENT_GONE = 499;

    void begun(Exchange exchange);

    /**
     * @param status of the answer, or {@link #CLIENT_GONE}
     * @param bytes of the answer's body that were written
     */
    void ended(Exchange exchange, int status, long bytes);

    /** A request that was refused without being an exchange, because it could not be parsed. */
    void unparsable(int status);
}

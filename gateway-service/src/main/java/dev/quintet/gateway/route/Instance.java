package dev.quintet.gateway.route;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** One process of a service: where it is, how many requests it has in hand, and whether it was unreachable of late. */
public final class Instance {
    private final String host;
    private final int port;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long unreachableUntil = Long.MIN_VALUE;

    public Instance(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** @throws IllegalArgumentException unless it is {@code http://host:port}, perhaps with a slash behind */
    static Instance parse(String url) {
        URI uri = URI.create(url);
        boolean bare = uri.getPath() == null
                || uri.getPath().isEmpty()
                || uri.getPath().equals("/");
        boolean plain = uri.getQuery() == null && uri.getUserInfo() == null && uri.getFragment() == null;
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || !bare || !plain) {
            throw new IllegalArgumentException("not http://host:port");
        }
        return new Instance(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** To be paired with {@link #end}. */
    public void begin() {
        inFlight.incrementAndGet();
    }

    public void end() {
        inFlight.decrementAndGet();
    }

    /** Nobody took the connection: the others come first until then ({@link System#nanoTime}). */
    public void unreachableUntil(long nanoTime) {
        unreachableUntil = nanoTime;
    }

    boolean isReachable(long nanoTime) {
        long until = unreachableUntil;
        return until == Long.MIN_VALUE || nanoTime - until >= 0;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

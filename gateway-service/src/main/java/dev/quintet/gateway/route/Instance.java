package dev.quintet.gateway.route;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import dev.quintet.gateway.resilience.Breaker;

/** One process of a service: where it is, how many requests it has in hand, and how it has answered of late. */
public final class Instance {
    private final String host;
    private final int port;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Breaker breaker = new Breaker();
    private volatile boolean ready = true;

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

    public Breaker breaker() {
        return breaker;
    }

    /** What it last said of itself. One that was never asked counts as ready. */
    public boolean isReady() {
        return ready;
    }

    public void isReady(boolean said) {
        ready = said;
    }

    /** Takes a request, if the breaker lets it; to be paired with {@link #end}. */
    boolean begin(long nanoTime) {
        if (!breaker.enter(nanoTime)) {
            return false;
        }
        inFlight.incrementAndGet();
        return true;
    }

    /** The request that began then is over. */
    void end(long begunNanos) {
        inFlight.decrementAndGet();
        breaker.left(begunNanos);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

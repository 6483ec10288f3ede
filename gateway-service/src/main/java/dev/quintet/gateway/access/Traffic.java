package dev.quintet.gateway.access;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;

import dev.quintet.gateway.proxy.Exchange;
import dev.quintet.gateway.proxy.ExchangeListener;

/** Counts and logs each request. */
@Singleton
public class Traffic implements ExchangeListener {
    private final AccessLog log;
    private final RouteMetrics metrics;
    private final AtomicInteger underWay;

    Traffic(AccessLog log, RouteMetrics metrics, MeterRegistry meters) {
        this.log = log;
        this.metrics = metrics;
        this.underWay = meters.gauge("http.server.active_requests", new AtomicInteger());
    }

    @Override
    public void begun(Exchange exchange) {
        underWay.incrementAndGet();
    }

    @Override
    public void ended(Exchange exchange, int status, long bytes) {
        underWay.decrementAndGet();
        long nanos = System.nanoTime() - exchange.begunNanos();
        metrics.record(exchange, status, nanos);
        log.write(exchange, status, bytes, nanos);
    }

    @Override
    public void unparsable(int status) {
        metrics.recordUnparsable(status);
    }

    /** Requests whose answer is not whole yet. */
    public int underWay() {
        return underWay.get();
    }
}

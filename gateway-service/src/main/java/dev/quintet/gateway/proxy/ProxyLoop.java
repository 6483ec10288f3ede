package dev.quintet.gateway.proxy;

import java.util.random.RandomGenerator;

/**
 * What the calls of one event loop share.
 *
 * @param traced whether spans are made, and traces continued, below the gateway's own code
 */
record ProxyLoop(
        Upstreams upstreams,
        Deadlines deadlines,
        Refusals refusals,
        ExchangeListener listener,
        UpstreamListener metrics,
        RandomGenerator random,
        long connectNanos,
        boolean traced) {}

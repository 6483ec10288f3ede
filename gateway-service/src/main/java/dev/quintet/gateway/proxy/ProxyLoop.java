package dev.quintet.gateway.proxy;

import java.util.random.RandomGenerator;

/** What the calls of one event loop share. */
record ProxyLoop(
        Upstreams upstreams,
        Deadlines deadlines,
        Refusals refusals,
        ExchangeListener listener,
        RandomGenerator random,
        long connectNanos) {}

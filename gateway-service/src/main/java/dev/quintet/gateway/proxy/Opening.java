package dev.quintet.gateway.proxy;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.gateway.route.Instance;
import dev.quintet.gateway.route.Lease;
import dev.quintet.gateway.route.Service;

/**
 * Finds an instance of a service that takes a request: those that cannot be reached are passed over, as nothing was sent
 * to them yet. Confined to the connection's event loop.
 */
final class Opening {
    private final Exchange exchange;
    private final RequestTarget target;
    private final Service service;
    private final ProxyLoop loop;
    private final BooleanSupplier wanted;
    private final Set<Instance> tried = new HashSet<>(4);

    /** @param wanted whether the request is still to be sent */
    Opening(Exchange exchange, RequestTarget target, Service service, ProxyLoop loop, BooleanSupplier wanted) {
        this.exchange = exchange;
        this.target = target;
        this.service = service;
        this.loop = loop;
        this.wanted = wanted;
    }

    /**
     * @param opened is given an instance that counts the request as its own ({@link Lease#end}) and the request
     * @param refused is given a 503 if there is none
     */
    void open(BiConsumer<Lease, HttpClientRequest> opened, Consumer<ProblemException> refused) {
        long now = System.nanoTime();
        Optional<Lease> chosen = service.begin(tried, loop.random(), now);
        if (chosen.isEmpty()) {
            refused.accept(Refused.unavailable(service.name(), service.opensAgainIn(now)));
            return;
        }
        Lease lease = chosen.get();
        tried.add(lease.instance());
        loop.upstreams().open(lease.instance(), exchange, target).onComplete(result -> {
            if (result.succeeded() && wanted.getAsBoolean()) {
                opened.accept(lease, result.result());
                return;
            }
            failed(lease, result);
            if (wanted.getAsBoolean()) {
                open(opened, refused);
            }
        });
    }

    private void failed(Lease lease, AsyncResult<HttpClientRequest> result) {
        if (result.succeeded()) {
            result.result().reset();
        } else if (!(result.cause() instanceof ConnectionPoolTooBusyException)) {
            // Full is not gone.
            lease.failed(System.nanoTime());
            loop.metrics().unreachable(service, lease.instance());
        }
        lease.end();
    }

    /** For a request that failed after it was sent: the others come first, but if there is no other, the same again. */
    void again() {
        if (tried.containsAll(service.instances())) {
            tried.clear();
        }
    }
}

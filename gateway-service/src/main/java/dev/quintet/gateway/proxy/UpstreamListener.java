package dev.quintet.gateway.proxy;

import dev.quintet.gateway.route.Instance;
import dev.quintet.gateway.route.Service;

/** Is told how the services' instances do. Thread-safe. */
public interface UpstreamListener {
    /** @param nanos from the sending of the request's head to the first byte of the answer */
    void answered(Service service, Instance instance, int status, long nanos);

    /** The instance broke the connection off. */
    void broken(Service service, Instance instance);

    void timedOut(Service service, Instance instance);

    /** No connection could be made. */
    void unreachable(Service service, Instance instance);

    void retried(Service service);

    /** A retry was due, but the budget was used up. */
    void retryDenied(Service service);

    /** Refused as the service has as many requests in hand as it may. */
    void shed(Service service);
}

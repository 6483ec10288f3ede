package dev.quintet.anomaly.fault.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

import dev.quintet.anomaly.fault.InjectionException;

/** Follows our resources by a watch a kind, which the client opens again, and lists anew, when the server was away. */
final class ChaosWatch implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final String namespace;
    private final Map<Class<?>, SharedIndexInformer<?>> informers = new ConcurrentHashMap<>();
    private final Map<String, Chaos<?>> latest = new ConcurrentHashMap<>();

    ChaosWatch(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Follows a kind; once it returns, nothing that happens to our resources of this kind is missed.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the server is away or forbids it
     */
    <T extends Chaos<?>> void follow(Class<T> kind) {
        synchronized (informers) {
            if (informers.containsKey(kind)) {
                return;
            }
            SharedIndexInformer<T> informer = client.resources(kind)
                    .inNamespace(namespace)
                    .withLabel(ChaosResources.OWNER_LABEL, ChaosResources.OWNER)
                    .runnableInformer(0);
            informer.addEventHandler(new Handler<T>());
            try {
                informer.start().toCompletableFuture().get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                informers.put(kind, informer);
            } catch (ExecutionException e) {
                informer.stop();
                throw e.getCause() instanceof KubernetesClientException known
                        ? known
                        : new KubernetesClientException("the API server cannot be reached", e.getCause());
            } catch (TimeoutException e) {
                informer.stop();
                throw new InjectionException(
                        "the API server does not answer within " + START_TIMEOUT.toSeconds() + " s", e);
            } catch (InterruptedException e) {
                informer.stop();
                Thread.currentThread().interrupt();
                throw new InjectionException("interrupted while the API server was asked", e);
            }
        }
    }

    /** The resource as it was last told of; empty if it is not there. */
    Optional<Chaos<?>> latest(Chaos<?> resource) {
        return Optional.ofNullable(latest.get(key(resource)));
    }

    /** Waits until the resource is as wanted; false if it is not in time. */
    synchronized boolean await(Chaos<?> resource, Predicate<Optional<Chaos<?>>> wanted, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!wanted.test(latest(resource))) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** The resource is known to be gone, whatever the watch has told. */
    void forget(Chaos<?> resource) {
        changed(resource, false);
    }

    private synchronized void changed(Chaos<?> resource, boolean there) {
        if (there) {
            latest.put(key(resource), resource);
        } else {
            latest.remove(key(resource));
        }
        notifyAll();
    }

    private static String key(Chaos<?> resource) {
        return resource.getKind() + "/" + resource.getMetadata().getName();
    }

    @Override
    public void close() {
        informers.values().forEach(SharedIndexInformer::stop);
    }

    private final class Handler<T extends Chaos<?>> implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T resource) {
            changed(resource, true);
        }

        @Override
        public void onUpdate(T old, T resource) {
            changed(resource, true);
        }

        @Override
        public void onDelete(T resource, boolean stateUnknown) {
            changed(resource, false);
        }
    }
}

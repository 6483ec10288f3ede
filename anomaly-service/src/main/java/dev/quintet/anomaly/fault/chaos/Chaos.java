package dev.quintet.anomaly.fault.chaos;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;

/** A resource of Chaos Mesh. Its spec is immutable: it is made and deleted, never changed. */
abstract class Chaos<S> extends CustomResource<S, ChaosStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    protected S initSpec() {
        return null; // a record, given when it is made
    }

    @Override
    protected ChaosStatus initStatus() {
        return null; // the controller's
    }
}

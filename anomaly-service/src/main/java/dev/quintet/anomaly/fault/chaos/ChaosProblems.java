package dev.quintet.anomaly.fault.chaos;

import java.net.URL;

import io.fabric8.kubernetes.client.KubernetesClientException;

import dev.quintet.anomaly.fault.InjectionException;

/** Says what is wrong with the cluster, and the mend. */
final class ChaosProblems {
    private ChaosProblems() {}

    static InjectionException explain(KubernetesClientException e, String verb, Chaos<?> resource, URL server) {
        String what = resource.getPlural() + ".chaos-mesh.org in namespace "
                + resource.getMetadata().getNamespace();
        String detail =
                switch (Math.max(0, e.getCode())) {
                    case 401 -> "the API server at " + server + " does not know this service's account";
                    case 403 ->
                        "no right to " + verb + " " + what
                                + ": apply deploy/kubernetes/anomaly-rbac.yaml with that namespace";
                    case 404 -> "the cluster has no " + what + ": install Chaos Mesh and make the namespace";
                    case 409 -> resource.getMetadata().getName() + " exists already";
                    case 0 ->
                        "the API server at " + server + " cannot be reached (" + cause(e)
                                + "): KUBERNETES_SERVICE_HOST or a kubeconfig selects the cluster";
                    default -> "the API server refuses to " + verb + " " + what + ": " + e.getMessage();
                };
        return new InjectionException(detail, e);
    }

    private static String cause(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.toString();
    }
}

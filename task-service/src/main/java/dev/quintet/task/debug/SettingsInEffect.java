package dev.quintet.task.debug;

import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import dev.quintet.task.queue.QueueConfig;
import dev.quintet.task.worker.WorkerConfig;

/** The settings as they are in effect, without secrets. */
@Singleton
final class SettingsInEffect {
    /** The original's, for Ray jobs. */
    private static final String RAY_NAMESPACE = "backend";

    private final DebugConfig debug;
    private final QueueConfig queue;
    private final WorkerConfig worker;

    SettingsInEffect(DebugConfig debug, QueueConfig queue, WorkerConfig worker) {
        this.debug = debug;
        this.queue = queue;
        this.worker = worker;
    }

    String rayState() {
        return debug.rayAddress().isPresent() ? "not connected" : "not configured";
    }

    String telemetryState() {
        return debug.otlpEndpoint().isPresent() ? "connected" : "off";
    }

    Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>();
        all.put(
                "datadog",
                Map.of(
                        "env", debug.env(),
                        "service", debug.service(),
                        "version", debug.version(),
                        "agent_host", debug.agentHost(),
                        "trace_agent_port", debug.traceAgentPort(),
                        "profiling_enabled", debug.profilingEnabled()));
        all.put("ray", Map.of("address", debug.rayAddress().map(UrlMask::mask).orElse(""), "namespace", RAY_NAMESPACE));
        all.put(
                "telemetry",
                Map.of(
                        "state",
                        telemetryState(),
                        "otlp_endpoint",
                        debug.otlpEndpoint().map(UrlMask::mask).orElse("")));
        all.put(
                "queue",
                Map.of(
                        "name", queue.name(),
                        "max_backlog", queue.maxBacklog(),
                        "lease_seconds", queue.lease().toSeconds(),
                        "max_ended", queue.maxEnded(),
                        "max_dead", queue.maxDead()));
        all.put(
                "worker",
                Map.of(
                        "enabled", worker.enabled(),
                        "slots", worker.slots(),
                        "grace_seconds", worker.grace().toSeconds()));
        return all;
    }
}

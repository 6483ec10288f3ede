package dev.quintet.task.debug;

import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import dev.quintet.common.telemetry.TelemetryConfig;
import dev.quintet.task.queue.QueueConfig;
import dev.quintet.task.worker.WorkerConfig;

/** The settings as they are in effect, without secrets. */
@Singleton
final class SettingsInEffect {
    /** The original's, for Ray jobs. */
    private static final String RAY_NAMESPACE = "backend";

    private final DebugConfig debug;
    private final TelemetryConfig telemetry;
    private final QueueConfig queue;
    private final WorkerConfig worker;

    SettingsInEffect(DebugConfig debug, TelemetryConfig telemetry, QueueConfig queue, WorkerConfig worker) {
        this.debug = debug;
        this.telemetry = telemetry;
        this.queue = queue;
        this.worker = worker;
    }

    String rayState() {
        return debug.rayAddress().isPresent() ? "not connected" : "not configured";
    }

    Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>();
        all.put(
                "datadog",
                Map.of(
                        "env", debug.env(),
                        "service", debug.service(),
                        "version", debug.version(),
                        "agent_host", telemetry.agentHost().orElse("localhost"),
                        "trace_agent_port", debug.traceAgentPort(),
                        "profiling_enabled", debug.profilingEnabled()));
        all.put("ray", Map.of("address", debug.rayAddress().map(UrlMask::mask).orElse(""), "namespace", RAY_NAMESPACE));
        all.put(
                "telemetry",
                Map.of(
                        "otlp_endpoint", telemetry.endpoint().map(UrlMask::mask).orElse(""),
                        "sample_rate", telemetry.sampleRate(),
                        "runtime_metrics", telemetry.runtimeMetrics(),
                        "logs_injection", debug.logsInjection()));
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

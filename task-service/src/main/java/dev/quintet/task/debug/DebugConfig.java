package dev.quintet.task.debug;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the original was set by: Datadog's variables and Ray's. */
@ConfigMapping(prefix = "quintet.tasks.debug")
public interface DebugConfig {
    /** DD_ENV: the environment's name on traces. */
    @WithDefault("${DD_ENV:development}")
    String env();

    /** DD_SERVICE: the service's name on traces. */
    @WithDefault("${DD_SERVICE:task-service}")
    String service();

    /** DD_VERSION: the version on traces. */
    @WithDefault("${DD_VERSION:0.1.0}")
    String version();

    /** DD_TRACE_AGENT_PORT: the agent's own port. */
    @WithDefault("${DD_TRACE_AGENT_PORT:8126}")
    int traceAgentPort();

    /** DD_PROFILING_ENABLED: whether continuous profiling is asked for. */
    @WithDefault("${DD_PROFILING_ENABLED:false}")
    boolean profilingEnabled();

    /** DD_LOGS_INJECTION: whether each line of the log tells its trace. */
    @WithDefault("${DD_LOGS_INJECTION:false}")
    boolean logsInjection();

    /** RAY_ADDRESS: the Ray cluster; none when absent. */
    @WithDefault("${RAY_ADDRESS:}")
    Optional<String> rayAddress();
}

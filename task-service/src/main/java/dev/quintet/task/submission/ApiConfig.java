package dev.quintet.task.submission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The API of this process. */
@ConfigMapping(prefix = "quintet.tasks.api")
public interface ApiConfig {
    /** Whether this process takes tasks and tells of them; off for one that only runs tasks. */
    @WithDefault("true")
    boolean enabled();
}

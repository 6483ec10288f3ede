package dev.quintet.task.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the handler {@code http.request} may do. */
@ConfigMapping(prefix = "quintet.tasks.http")
public interface WebConfig {
    /**
     * Where it may call: hosts ({@code api.example.com}, {@code *.example.com}, each with {@code :port} where that is
     * neither 80 nor 443), and networks ({@code 10.1.0.0/16}, {@code 127.0.0.1}) that are private and allowed all the
     * same. Nothing when absent.
     */
    Optional<List<String>> allow();

    /** How long one call may take, redirects included, whatever the task's own time limit. */
    @WithDefault("30s")
    Duration timeout();

    /** Longest answer, in bytes; a longer one fails the task. */
    @WithDefault("524288")
    @Min(0)
    @Max(1_048_576)
    int maxAnswerBytes();

    /** Most redirects that are followed. */
    @WithDefault("5")
    @Min(0)
    @Max(20)
    int maxRedirects();
}

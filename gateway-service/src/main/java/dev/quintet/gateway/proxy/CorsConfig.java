package dev.quintet.gateway.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which pages of other origins may call. Off unless origins are named. */
@ConfigMapping(prefix = "quintet.gateway.cors")
public interface CorsConfig {
    /** Origins such as {@code https://app.example.com}, or {@code *}. */
    Optional<Set<String>> origins();

    /** Methods that may be used. */
    @WithDefault("GET,HEAD,POST,PUT,PATCH,DELETE")
    List<String> methods();

    /** Headers that may be sent. */
    @WithDefault("Content-Type,Authorization,X-API-Key,Idempotency-Key,Last-Event-ID,Prefer,X-Request-Id,traceparent")
    List<String> headers();

    /** Headers of answers that pages may read. */
    @WithDefault("Location,Retry-After,RateLimit,RateLimit-Policy,X-Request-Id,ETag,Link")
    List<String> exposed();

    /** How long browsers may remember what is allowed. */
    @WithDefault("10m")
    Duration maxAge();
}

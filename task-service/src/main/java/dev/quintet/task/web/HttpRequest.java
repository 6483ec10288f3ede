package dev.quintet.task.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;

import dev.quintet.task.handler.PermanentFailure;
import dev.quintet.task.handler.TaskContext;
import dev.quintet.task.handler.TaskHandler;

/**
 * {@code http.request}: makes an HTTP request. 2xx, and redirects that are not followed, succeed; 408, 429 and 5xx are
 * tried again; other answers, and addresses that may not be called, fail for good.
 */
@Singleton
public final class HttpRequest implements TaskHandler<WebCall, WebAnswer> {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> FOLLOWING = Set.of("GET", "HEAD");
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    private static final int SERVER_ERROR = 500;
    private static final int ERROR = 400;

    private final AllowList allowed;
    private final Target.Resolver resolver;
    private final WebClient client;
    private final Duration timeout;
    private final int maxRedirects;

    @Inject
    HttpRequest(WebConfig config, Vertx vertx) {
        this(config, vertx, host -> Arrays.asList(InetAddress.getAllByName(host)));
    }

    HttpRequest(WebConfig config, Vertx vertx, Target.Resolver resolver) {
        try {
            this.allowed = new AllowList(config.allow().orElse(List.of()));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("quintet.tasks.http.allow: " + wrong.getMessage(), wrong);
        }
        this.resolver = resolver;
        this.client = new WebClient(vertx, config.maxAnswerBytes());
        this.timeout = config.timeout();
        this.maxRedirects = config.maxRedirects();
    }

    @Override
    public String type() {
        return "http.request";
    }

    @Override
    public WebAnswer handle(WebCall input, TaskContext context) throws Exception {
        if (input == null) {
            throw new PermanentFailure("url is required.");
        }
        input.check();
        long end = System.nanoTime() + timeout.toNanos();
        WebCall call = input;
        for (int hops = 0; ; hops++) {
            Target target = Target.of(call.url(), allowed, resolver);
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || left.toMillis() == 0) {
                throw new TimeoutException("The call took longer than " + timeout.toMillis() + " ms.");
            }
            WebAnswer answer = client.send(target, call, left);
            String next = answer.headers().get("location");
            if (next == null || !REDIRECTS.contains(answer.status()) || !FOLLOWING.contains(call.method())) {
                return judged(answer);
            }
            if (hops == maxRedirects) {
                throw new PermanentFailure("More than " + maxRedirects + " redirects.");
            }
            // Where it leads is checked as the first address was.
            URI following = resolve(target.uri(), next);
            call = call.to(following.toString(), target.uri().getAuthority().equals(following.getAuthority()));
        }
    }

    private static URI resolve(URI from, String next) throws PermanentFailure {
        try {
            return from.resolve(next);
        } catch (IllegalArgumentException broken) {
            throw new PermanentFailure("The redirect leads to no address.");
        }
    }

    private static WebAnswer judged(WebAnswer answer) throws PermanentFailure, IOException {
        if (answer.status() >= SERVER_ERROR || PASSING.contains(answer.status())) {
            throw new IOException("The answer is " + answer.status() + ".");
        }
        if (answer.status() >= ERROR) {
            throw new PermanentFailure("The answer is " + answer.status() + ".");
        }
        return answer;
    }

    @PreDestroy
    void close() {
        client.close();
    }
}

package dev.quintet.anomaly.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks other services over HTTP/1.1. Neither an answer that never ends nor one that drips holds the caller for longer
 * than its limit: the client's own limit ends with the headers. Safe for use by several threads.
 */
public final class BoundedHttp {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final int mostBytes;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @param mostBytes of an answer */
    public BoundedHttp(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Sends a request and waits for its whole answer.
     *
     * @param limit for all of it
     * @throws IOException with one line for a person, without a whole answer in time
     */
    public HttpResponse<String> send(HttpRequest request, Duration limit) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> sent = client.sendAsync(request, head -> new BoundedBody(mostBytes));
        try {
            return sent.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IOException(words(e.getCause()), e.getCause());
        } finally {
            // Without effect on one that is done; else it gives the connection up.
            sent.cancel(true);
        }
    }

    private static String words(Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "no connection within " + CONNECT.toSeconds() + " s";
        }
        if (cause instanceof ConnectException) {
            return "nobody answers there";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

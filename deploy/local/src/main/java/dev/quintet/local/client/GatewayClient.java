package dev.quintet.local.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends calls to the gateway over HTTP/1.1. Safe for use by several threads. */
public final class GatewayClient {

    private static final int MOST_BODY_BYTES = 8 << 20;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

    private final GatewayAccess access;
    private final HttpClient http;

    public GatewayClient(GatewayAccess access) {
        this.access = access;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .executor(Executors.newFixedThreadPool(4, task -> {
                    Thread thread = new Thread(task, "gateway-client");
                    thread.setDaemon(true);
                    return thread;
                }))
                .build();
    }

    public GatewayAccess access() {
        return access;
    }

    /**
     * Sends a call and waits for its whole answer.
     *
     * @param limit for all of it, the body included: the client's own limit ends with the headers
     * @throws HttpTimeoutException past the limit
     * @throws IOException without a whole answer
     */
    public Answer send(Call call, Duration limit) throws IOException, InterruptedException {
        long began = System.nanoTime();
        CompletableFuture<HttpResponse<String>> sent =
                http.sendAsync(request(call), head -> new BoundedBody(MOST_BODY_BYTES));
        try {
            HttpResponse<String> response = sent.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body(), System.nanoTime() - began);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            // Without effect on one that is done; else it gives the connection up.
            sent.cancel(true);
        }
    }

    /**
     * Opens an answer that has no end, such as server-sent events. Closing the stream ends it.
     *
     * @throws IOException if the status is not 200
     */
    public InputStream open(Call call) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request(call), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException(call.path() + " answered " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.base() + call.path()))
                .method(
                        call.method(),
                        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        if (call.keyed()) {
            request.header(Call.KEY_HEADER, access.key());
        }
        return request.build();
    }

    private IOException cause(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof HttpTimeoutException) {
            return new HttpTimeoutException("no connection within " + CONNECT_LIMIT.toMillis() + " ms");
        }
        if (cause instanceof ConnectException) {
            return new IOException("nobody answers at " + access.base(), cause);
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new IOException(message, cause);
    }
}

package dev.quintet.task.web;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

import dev.quintet.task.handler.PermanentFailure;

/** Sends one request to a checked address, whatever its name stands for by then; follows nothing, bounds everything. */
final class WebClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5000;
    private static final int MOST_PER_HOST = 32;

    private final Vertx vertx;
    private final HttpClient client;
    private final int maxBytes;

    /** @param maxBytes longest answer */
    WebClient(Vertx vertx, int maxBytes) {
        this.vertx = vertx;
        this.maxBytes = maxBytes;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(MOST_PER_HOST)
                .setMaxWaitQueueSize(MOST_PER_HOST)
                .setKeepAlive(false)
                .setVerifyHost(true));
    }

    /** Blocks up to the time; an interrupt ends the call. */
    WebAnswer send(Target target, WebCall call, Duration most) throws Exception {
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.secure())
                .setMethod(HttpMethod.valueOf(call.method()))
                .setURI(target.path())
                .setFollowRedirects(false)
                .setTimeout(most.toMillis());
        call.headers().forEach(options::putHeader);
        Promise<HttpClientRequest> begun = Promise.promise();
        Promise<WebAnswer> answer = Promise.promise();
        // All on one event loop, so that no part of the answer comes before somebody listens.
        vertx.getOrCreateContext().runOnContext(go -> client.request(options)
                .onSuccess(begun::tryComplete)
                .compose(request -> call.body() == null ? request.send() : request.send(Buffer.buffer(call.body())))
                .compose(this::read)
                .onComplete(answer));
        try {
            return answer.future()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        } catch (InterruptedException | TimeoutException over) {
            begun.future().onSuccess(HttpClientRequest::reset);
            throw over;
        }
    }

    private Future<WebAnswer> read(HttpClientResponse response) {
        Promise<WebAnswer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() <= maxBytes) {
                body.appendBuffer(part);
            } else if (answer.tryFail(new PermanentFailure("The answer has more than " + maxBytes + " bytes."))) {
                response.request().reset();
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(ended ->
                answer.tryComplete(new WebAnswer(response.statusCode(), headers(response.headers()), body.toString())));
        return answer.future();
    }

    private static Map<String, String> headers(MultiMap given) {
        Map<String, String> headers = new TreeMap<>();
        given.forEach((name, value) ->
                headers.merge(name.toLowerCase(Locale.ROOT), value, (first, next) -> first + ", " + next));
        return headers;
    }

    @Override
    public void close() {
        client.close();
    }
}

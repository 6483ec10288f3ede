package dev.quintet.backendify.backend;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;

import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.backend.BackendAnswer.Failed;
import dev.quintet.backendify.backend.BackendAnswer.Kind;
import dev.quintet.backendify.backend.BackendAnswer.NotFound;
import dev.quintet.backendify.backend.BackendAnswer.Throttled;

/**
 * One request and its answer.
 *
 * <p>INVARIANT: the connection goes back to its pool only if the whole answer was read and was HTTP/1.1; in every other
 * case it is closed.
 */
final class Exchange {
    private final Vertx vertx;
    private final int maxBody;
    private final AtomicReference<Consumer<BackendAnswer>> then;
    private long timer = -1;
    private volatile HttpClientRequest request;
    private Buffer body = Buffer.buffer(0);

    Exchange(Vertx vertx, int maxBody, Consumer<BackendAnswer> then) {
        this.vertx = vertx;
        this.maxBody = maxBody;
        this.then = new AtomicReference<>(then);
    }

    void limitTo(Duration timeout) {
        timer = vertx.setTimer(
                timeout.toMillis(),
                fired -> abandon(new Failed(Kind.TIMEOUT, "it did not answer within " + timeout.toMillis() + " ms")));
    }

    void cancel() {
        if (then.getAndSet(null) != null) {
            vertx.cancelTimer(timer);
            discardConnection();
        }
    }

    void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            finish(new Failed(Kind.CONNECTION, "it could not be reached"));
            return;
        }
        request = connection.result();
        if (then.get() == null) {
            discardConnection();
            return;
        }
        request.exceptionHandler(this::failed);
        request.send().onComplete(answer -> {
            if (answer.succeeded()) {
                head(answer.result());
            } else {
                failed(answer.cause());
            }
        });
    }

    private void head(HttpClientResponse response) {
        Optional<Broken> refusal = refusal(response);
        if (refusal.isPresent()) {
            abandon(refusal.get());
            return;
        }
        response.exceptionHandler(this::failed);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > maxBody) {
                abandon(answer(response, true));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> finish(answer(response, false)));
    }

    /** What need not be read to be refused. */
    private Optional<Broken> refusal(HttpClientResponse response) {
        if (response.version() != HttpVersion.HTTP_1_1) {
            return Optional.of(new Broken("it does not speak HTTP/1.1"));
        }
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        String encoding = response.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Optional.of(new Broken("its body is compressed, which was not asked for"));
        }
        if (!CompanyDecoder.understands(response.getHeader("Content-Type"))) {
            return Optional.of(new Broken("its content type is neither application/x-company-v1 nor -v2"));
        }
        return announcedLength(response) > maxBody ? Optional.of(tooLong()) : Optional.empty();
    }

    private BackendAnswer answer(HttpClientResponse response, boolean tooLong) {
        int status = response.statusCode();
        Optional<Duration> retryAfter = RetryAfter.parse(response.getHeader("Retry-After"), Instant.now());
        if (status == 200) {
            return tooLong ? tooLong() : CompanyDecoder.decode(response.getHeader("Content-Type"), body.getBytes());
        }
        if (status == 404) {
            return new NotFound();
        }
        if (status == 429 || (status == 503 && retryAfter.isPresent())) {
            return new Throttled(retryAfter.orElse(Duration.ZERO));
        }
        if (status >= 500) {
            return new Failed(Kind.ERROR, "it answered with status " + status);
        }
        return new Broken("it answered with status " + status);
    }

    private static long announcedLength(HttpClientResponse response) {
        String length = response.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException absurd) {
            return Long.MAX_VALUE;
        }
    }

    private Broken tooLong() {
        return new Broken("its body is longer than " + maxBody + " bytes");
    }

    private void failed(Throwable cause) {
        boolean garbled = cause instanceof DecoderException || cause instanceof IllegalArgumentException;
        abandon(
                garbled
                        ? new Broken("its answer is not valid HTTP")
                        : new Failed(Kind.CONNECTION, "it broke the connection off"));
    }

    private void abandon(BackendAnswer answer) {
        Consumer<BackendAnswer> asker = then.getAndSet(null);
        if (asker != null) {
            discardConnection();
            tell(asker, answer);
        }
    }

    private void finish(BackendAnswer answer) {
        Consumer<BackendAnswer> asker = then.getAndSet(null);
        if (asker != null) {
            tell(asker, answer);
        }
    }

    private void tell(Consumer<BackendAnswer> asker, BackendAnswer answer) {
        vertx.cancelTimer(timer);
        body = Buffer.buffer(0);
        asker.accept(answer);
    }

    private void discardConnection() {
        if (request != null) {
            request.connection().close();
        }
    }
}

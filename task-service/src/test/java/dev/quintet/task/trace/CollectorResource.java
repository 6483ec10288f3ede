package dev.quintet.task.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A collector of traces on loopback: takes OTLP over gRPC and keeps the spans for a test's field of its type. */
public final class CollectorResource implements QuarkusTestResourceLifecycleManager {
    private static final int GRPC_HEAD = 5;

    private final Vertx vertx = Vertx.vertx();
    private final List<SentSpan> spans = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Override
    public Map<String, String> start() {
        try {
            HttpServer server = vertx.createHttpServer()
                    .exceptionHandler(failures::add)
                    .requestHandler(request -> {
                        vertx.getOrCreateContext().exceptionHandler(failures::add);
                        receive(request);
                    })
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            return Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.actualPort(),
                    "quarkus.otel.bsp.schedule.delay", "100ms",
                    // The exporter now and then misses an answer on a busy machine, and sends nothing until this is
                    // over.
                    "quarkus.otel.bsp.export.timeout", "2s",
                    "DD_ENV", "proving",
                    "DD_SERVICE", "the-tasks",
                    "DD_VERSION", "9.9");
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** All that arrived so far. */
    List<SentSpan> spans() {
        return spans;
    }

    /** What could not be taken. */
    List<Throwable> failures() {
        return failures;
    }

    private void receive(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> {
                    // An empty message: all was taken.
                    request.response()
                            .putHeader("content-type", "application/grpc")
                            .putTrailer("grpc-status", "0")
                            .end(Buffer.buffer(new byte[GRPC_HEAD]));
                    spans.addAll(SentSpan.of(message(body)));
                })
                .onFailure(failures::add);
    }

    /** @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">length-prefixed message</a> */
    private static byte[] message(Buffer body) {
        byte[] message = body.getBytes(GRPC_HEAD, GRPC_HEAD + body.getInt(1));
        if (body.getByte(0) == 0) {
            return message;
        }
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(message))) {
            return unzipped.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(CollectorResource.class));
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

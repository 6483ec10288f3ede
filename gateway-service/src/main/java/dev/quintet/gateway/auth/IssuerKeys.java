package dev.quintet.gateway.auth;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The issuer's public keys, asked for over HTTP. A key that is not among them makes the issuer be asked again, at most
 * once in a while, so that it may change its keys at any time and nobody can make it be asked without end. Thread-safe.
 */
final class IssuerKeys {
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final int MOST_BYTES = 256 * 1024;

    private record Known(List<JsonWebKey> keys, long askedNanos) {}

    private final HttpClient client;
    private final OidcConfig config;
    private final String issuer;
    private final LongSupplier nanoTime;
    private Optional<Known> known = Optional.empty();
    private Future<List<JsonWebKey>> asking;
    private long failedNanos;
    private boolean failed;

    IssuerKeys(Vertx vertx, OidcConfig config, String issuer, LongSupplier nanoTime) {
        this.client = vertx.createHttpClient();
        this.config = config;
        this.issuer = issuer;
        this.nanoTime = nanoTime;
    }

    /**
     * @param keyId as a token names it; empty if it names none
     * @return all keys, asked for anew if that one is not among them; fails if none were ever known
     */
    synchronized Future<List<JsonWebKey>> including(String keyId) {
        long now = nanoTime.getAsLong();
        boolean fresh = known.isPresent()
                && now - known.get().askedNanos() < config.keysTtl().toNanos();
        if (fresh
                && (has(keyId)
                        || now - known.get().askedNanos() < config.keysRetry().toNanos())) {
            return Future.succeededFuture(known.get().keys());
        }
        if (asking != null) {
            return asking;
        }
        if (failed && now - failedNanos < config.keysRetry().toNanos()) {
            return known.map(keys -> Future.succeededFuture(keys.keys()))
                    .orElseGet(() -> Future.failedFuture("the issuer could not be reached"));
        }
        asking = ask().onComplete(asked -> finished(asked.result(), asked.cause()))
                .recover(away -> lastKnown(away));
        return asking;
    }

    private boolean has(String keyId) {
        return known.get().keys().stream().anyMatch(key -> keyId.equals(key.getKeyId()));
    }

    private synchronized Future<List<JsonWebKey>> lastKnown(Throwable away) {
        return known.map(keys -> Future.succeededFuture(keys.keys())).orElseGet(() -> Future.failedFuture(away));
    }

    private synchronized void finished(List<JsonWebKey> keys, Throwable failure) {
        asking = null;
        failed = failure != null;
        if (failed) {
            failedNanos = nanoTime.getAsLong();
            LOG.warnf("The keys of %s cannot be had: %s", issuer, failure.getMessage());
        } else {
            known = Optional.of(new Known(keys, nanoTime.getAsLong()));
        }
    }

    private Future<List<JsonWebKey>> ask() {
        Future<String> url = config.jwksUrl().map(Future::succeededFuture).orElseGet(() -> get(issuer
                        + (issuer.endsWith("/") ? "" : "/") + ".well-known/openid-configuration")
                .map(document -> new JsonObject(document).getString("jwks_uri")));
        return url.compose(this::get).map(IssuerKeys::parse);
    }

    private static List<JsonWebKey> parse(Buffer document) {
        try {
            return List.copyOf(new JsonWebKeySet(document.toString()).getJsonWebKeys());
        } catch (JoseException malformed) {
            throw new IllegalArgumentException("the key set is malformed", malformed);
        }
    }

    private Future<Buffer> get(String url) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .setTimeout(config.timeout().toMillis());
        return client.request(options)
                .compose(request -> request.send())
                .compose(answer -> answer.statusCode() == 200
                        ? answer.body()
                        : Future.failedFuture(url + " answers " + answer.statusCode()))
                .compose(body -> body.length() <= MOST_BYTES
                        ? Future.succeededFuture(body)
                        : Future.failedFuture(url + " answers too much"));
    }
}

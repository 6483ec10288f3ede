package dev.quintet.gateway.auth;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Caller;
import dev.quintet.common.security.Roles;

/**
 * Finds the caller by the API key. The bootstrap key is known without Redis; of the others, what Redis said is believed
 * for a few seconds, and keys are asked for once however many requests wait. If Redis is away, a key that is not
 * remembered is answered 503, never let in. Thread-safe.
 */
public final class Authenticator {
    /** The header that carries the key. */
    public static final String HEADER = "X-API-Key";

    private static final int MOST_LOOKUPS = 1_000;
    private static final KnownCaller BOOTSTRAP =
            KnownCaller.of(new Caller("bootstrap", Set.of(Roles.ADMIN)), "bootstrap");

    /** Is told of each wrong key that counts. */
    interface Audit {
        void wrongKey(String address, String reason);
    }

    private final ApiKeys keys;
    private final Optional<BearerTokens> tokens;
    private final Audit audit;
    private final Clock clock;
    private final AuthConfig config;
    private final Optional<byte[]> bootstrapHash;
    private final FailedAttempts attempts;
    private final ExpiringCache<ByteBuffer, KnownCaller> good;
    private final ExpiringCache<ByteBuffer, String> wrong;
    private final ConcurrentMap<ByteBuffer, Uni<Optional<StoredKey>>> lookups = new ConcurrentHashMap<>();

    /** @param tokens empty if no issuer is configured */
    Authenticator(
            ApiKeys keys,
            Optional<BearerTokens> tokens,
            Audit audit,
            AuthConfig config,
            Clock clock,
            LongSupplier nanoTime) {
        this.keys = keys;
        this.tokens = tokens;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.bootstrapHash = config.bootstrapKey().map(KeyText::hash);
        this.attempts = new FailedAttempts(config.failures(), config.failureWindow(), nanoTime);
        this.good = new ExpiringCache<>(config.cacheSize(), nanoTime);
        this.wrong = new ExpiringCache<>(config.cacheSize(), nanoTime);
    }

    /**
     * @param presented the header's value, if there is one
     * @param address the client's, to count failures by
     * @return the caller, anonymous without a key; fails with a problem: 401, 429 or 503. Completes on the present
     *     event loop.
     */
    public Future<KnownCaller> authenticate(Optional<String> presented, String address) {
        if (presented.isEmpty()) {
            return Future.succeededFuture(KnownCaller.ANONYMOUS);
        }
        String key = presented.get();
        if (key.length() > KeyText.MAX_LENGTH) {
            return wrongKey(address, "too long");
        }
        byte[] hash = KeyText.hash(key);
        if (bootstrapHash.isPresent() && MessageDigest.isEqual(bootstrapHash.get(), hash)) {
            return Future.succeededFuture(BOOTSTRAP);
        }
        ByteBuffer cacheKey = ByteBuffer.wrap(hash);
        Optional<KnownCaller> known = good.get(cacheKey);
        if (known.isPresent()) {
            return Future.succeededFuture(known.get());
        }
        Optional<ProblemException> barred = barred(address);
        if (barred.isPresent()) {
            return Future.failedFuture(barred.get());
        }
        Optional<String> reason = wrong.get(cacheKey);
        if (reason.isPresent()) {
            return wrongKey(address, reason.get());
        }
        Optional<String> id = KeyText.id(key);
        return id.isEmpty() ? wrongKey(address, "malformed") : lookUp(id.get(), hash, address);
    }

    /** Whether bearer tokens count here. */
    public boolean takesTokens() {
        return tokens.isPresent();
    }

    /**
     * As {@link #authenticate}, by a bearer token. Only if {@link #takesTokens}.
     *
     * @param token what follows the word Bearer
     */
    public Future<KnownCaller> authenticateToken(String token, String address) {
        Context context = Vertx.currentContext();
        Future<KnownCaller> verified = tokens.orElseThrow().verify(token).recover(failure -> {
            if (!(failure instanceof BearerTokens.RefusedToken)) {
                return Future.failedFuture(failure);
            }
            Optional<ProblemException> barred = barred(address);
            if (barred.isPresent()) {
                return Future.failedFuture(barred.get());
            }
            attempts.failed(address);
            audit.wrongKey(address, "token: " + failure.getMessage());
            return Future.failedFuture(ProblemException.of(401, "unauthorized", "The bearer token does not count here.")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"quintet\", error=\"invalid_token\""));
        });
        return verified.isComplete() || context == null
                ? verified
                : Future.future(here -> verified.onComplete(done -> context.runOnContext(on -> here.handle(done))));
    }

    private Optional<ProblemException> barred(String address) {
        return attempts.barredFor(address).map(wait -> ProblemException.of(
                        429, "too-many-requests", "Too many wrong keys came from this address.")
                .withRetryAfter(wait));
    }

    private Future<KnownCaller> lookUp(String id, byte[] hash, String address) {
        ByteBuffer cacheKey = ByteBuffer.wrap(hash);
        if (lookups.size() >= MOST_LOOKUPS) {
            return Future.failedFuture(ProblemException.of(503, "unavailable", "Too many keys are being checked.")
                    .withRetryAfter(Duration.ofSeconds(1)));
        }
        // Asked for when the first waits for it; all others wait for the same answer.
        Uni<Optional<StoredKey>> lookup = lookups.computeIfAbsent(cacheKey, absent -> keys.find(id)
                .onTermination()
                .invoke(() -> lookups.remove(cacheKey))
                .memoize()
                .indefinitely());
        CompletableFuture<Optional<StoredKey>> answer = lookup.subscribeAsCompletionStage();
        Context context = Vertx.currentContext();
        Future<Optional<StoredKey>> found =
                context == null ? Future.fromCompletionStage(answer) : Future.fromCompletionStage(answer, context);
        return found.compose(stored -> judge(stored, hash, address));
    }

    private Future<KnownCaller> judge(Optional<StoredKey> stored, byte[] hash, String address) {
        ByteBuffer cacheKey = ByteBuffer.wrap(hash);
        boolean right = stored.isPresent()
                && MessageDigest.isEqual(HexFormat.of().parseHex(stored.get().hash()), hash);
        String reason = !right ? "unknown" : stored.get().isExpired(clock.instant()) ? "expired" : "";
        if (!reason.isEmpty()) {
            wrong.put(cacheKey, reason, config.cacheTtl());
            return wrongKey(address, reason);
        }
        StoredKey key = stored.get();
        KnownCaller caller = KnownCaller.of(new Caller(key.name(), Set.of(key.role())), key.id());
        good.put(cacheKey, caller, believedFor(key));
        return Future.succeededFuture(caller);
    }

    private Duration believedFor(StoredKey key) {
        if (key.expires() == null) {
            return config.cacheTtl();
        }
        Duration left = Duration.between(clock.instant(), key.expires());
        return left.compareTo(config.cacheTtl()) < 0 ? left : config.cacheTtl();
    }

    private Future<KnownCaller> wrongKey(String address, String reason) {
        attempts.failed(address);
        audit.wrongKey(address, reason);
        return Future.failedFuture(
                unauthorized("expired".equals(reason) ? "The API key has expired." : "The API key is not known."));
    }

    /** Forgets what was believed of a key, as it was revoked. */
    void forget(StoredKey key) {
        good.remove(ByteBuffer.wrap(HexFormat.of().parseHex(key.hash())));
    }

    /** 401: the route needs a key and none came. */
    public static ProblemException keyNeeded() {
        return unauthorized("This call needs an API key in the header X-API-Key.");
    }

    /** 403: the key is right but not for this. */
    public static ProblemException roleLacking(Set<String> anyOf) {
        String roles = String.join(" or ", anyOf.stream().sorted().toList());
        return ProblemException.of(403, "forbidden", "This call needs the role " + roles + ".");
    }

    private static ProblemException unauthorized(String detail) {
        return ProblemException.of(401, "unauthorized", detail)
                .withHeader("WWW-Authenticate", "ApiKey realm=\"quintet\"");
    }

    /** For metrics: what is in the caches. */
    Map<String, Integer> sizes() {
        return Map.of("good", good.size(), "wrong", wrong.size(), "addresses", attempts.size());
    }
}

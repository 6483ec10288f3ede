package dev.quintet.gateway.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Caller;
import dev.quintet.common.security.Roles;

/**
 * Finds the caller by a signed token of the configured issuer. Only public-key signatures count: no {@code none}, and no
 * shared secret that somebody could make of a public key. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725: JSON Web Token best practices</a>
 */
final class BearerTokens {
    private static final int LONGEST = 8 * 1024;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_KEPT = 10_000;
    private static final Duration LONGEST_BELIEVED = Duration.ofSeconds(30);
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    /** The token does not make a caller. */
    static final class RefusedToken extends RuntimeException {
        RefusedToken(String reason) {
            super(reason, null, false, false);
        }
    }

    private final IssuerKeys keys;
    private final OidcConfig config;
    private final String issuer;
    private final Clock clock;
    private final ExpiringCache<String, KnownCaller> good = new ExpiringCache<>(MOST_KEPT, System::nanoTime);

    BearerTokens(Vertx vertx, OidcConfig config, String issuer, Clock clock) {
        this.keys = new IssuerKeys(vertx, config, issuer, System::nanoTime);
        this.config = config;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Fails with {@link RefusedToken}, or with a problem, 503, while the issuer's keys cannot be had. */
    Future<KnownCaller> verify(String token) {
        if (token.length() > LONGEST) {
            return Future.failedFuture(new RefusedToken("too long"));
        }
        KnownCaller known = good.get(token).orElse(null);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return keyId(token).compose(id -> keys.including(id)
                .recover(away -> Future.failedFuture(
                        ProblemException.of(503, "unavailable", "The issuer of tokens cannot be reached now.")
                                .withRetryAfter(config.keysRetry())))
                .compose(found -> judge(token, found)));
    }

    private static Future<String> keyId(String token) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            String id = signature.getKeyIdHeaderValue();
            return Future.succeededFuture(id == null ? "" : id);
        } catch (JoseException malformed) {
            return Future.failedFuture(new RefusedToken("malformed"));
        }
    }

    private Future<KnownCaller> judge(String token, List<JsonWebKey> found) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(found))
                .setExpectedIssuer(issuer)
                .setExpectedAudience(config.audience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(Math.toIntExact(config.skew().toSeconds()))
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
        try {
            JwtClaims claims = consumer.processToClaims(token);
            KnownCaller caller = caller(claims);
            Instant ends = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            Duration left = Duration.between(clock.instant(), ends);
            good.put(token, caller, left.compareTo(LONGEST_BELIEVED) < 0 ? left : LONGEST_BELIEVED);
            return Future.succeededFuture(caller);
        } catch (InvalidJwtException | MalformedClaimException refused) {
            return Future.failedFuture(new RefusedToken(reason(refused)));
        }
    }

    /** For the log; the client learns nothing but that the token does not count. */
    private static String reason(Exception refused) {
        if (refused instanceof InvalidJwtException invalid
                && !invalid.getErrorDetails().isEmpty()) {
            return invalid.getErrorDetails().get(0).getErrorMessage();
        }
        return "malformed";
    }

    private KnownCaller caller(JwtClaims claims) throws MalformedClaimException {
        String subject = claims.getSubject();
        String given = claims.getClaimValueAsString("preferred_username");
        String name = printable(given == null || given.isBlank() ? subject : given);
        return KnownCaller.of(new Caller(name, roles(claims)), "oidc:" + printable(subject));
    }

    private static String printable(String name) {
        String plain = name.replaceAll("[^\\x21-\\x7e]", "_");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }

    private Set<String> roles(JwtClaims claims) {
        Object value = claims.getClaimsMap();
        for (String part : config.roleClaim().split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(part) : null;
        }
        Collection<?> given = value instanceof Collection<?> list
                ? list
                : value instanceof String words ? Arrays.asList(words.split("[ ,]+", -1)) : List.of();
        Set<String> roles = new LinkedHashSet<>();
        for (Object one : given) {
            String role = config.roleMap().getOrDefault(String.valueOf(one), String.valueOf(one));
            if (Roles.ALL.contains(role)) {
                roles.add(role);
            }
        }
        return roles;
    }
}

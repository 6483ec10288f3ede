package dev.quintet.gateway.auth;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

import dev.quintet.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;

class AuthenticatorTest {
    private static final String BOOTSTRAP = "bootstrap-key-with-many-characters";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeKeys keys = new FakeKeys();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> audit = new ArrayList<>();
    private final Authenticator authenticator = new Authenticator(
            keys,
            Optional.empty(),
            (address, reason) -> audit.add(address + " " + reason),
            new Config(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            nanos::get);

    private Future<KnownCaller> present(String key) {
        return authenticator.authenticate(Optional.ofNullable(key), "1.2.3.4");
    }

    private static int status(Future<KnownCaller> refused) {
        assertThat(refused.failed()).isTrue();
        return ((ProblemException) refused.cause()).status();
    }

    private String makeKey(String role, Instant expires) {
        SecureRandom random = new SecureRandom();
        String id = KeyText.newId(random);
        String key = KeyText.newKey(id, random);
        keys.stored.put(
                id, new StoredKey(id, HexFormat.of().formatHex(KeyText.hash(key)), "somebody", role, NOW, expires));
        return key;
    }

    @Test
    void withoutAKeyTheCallerIsAnonymousAndHasNoRole() {
        assertThat(present(null).result()).isEqualTo(KnownCaller.ANONYMOUS);
        assertThat(KnownCaller.ANONYMOUS.may()).isEmpty();
    }

    @Test
    void theBootstrapKeyNeedsNoRedis() {
        keys.away = true;
        assertThat(present(BOOTSTRAP).result().may()).contains("admin", "operator", "viewer");
        assertThat(keys.lookups).isZero();
    }

    @Test
    void aStoredKeyHasItsNameAndRole() {
        KnownCaller caller = present(makeKey("operator", null)).result();
        assertThat(caller.name()).isEqualTo("somebody");
        assertThat(caller.may()).containsExactlyInAnyOrder("operator", "viewer");
    }

    @Test
    void aKeyIsRememberedForAWhileAndThenAskedForAgain() {
        String key = makeKey("viewer", null);
        present(key);
        keys.away = true;
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(present(key).succeeded()).isTrue();
        assertThat(keys.lookups).isEqualTo(1);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(status(present(key))).isEqualTo(503);
    }

    @Test
    void whenRedisIsAwayAnUnknownKeyIsNeverLetIn() {
        String key = makeKey("viewer", null);
        keys.away = true;
        assertThat(status(present(key))).isEqualTo(503);
        keys.away = false;
        assertThat(present(key).succeeded())
                .as("and the failure is not remembered")
                .isTrue();
        assertThat(audit).isEmpty();
    }

    @Test
    void aRevokedKeyIsForgottenAtOnce() {
        String key = makeKey("viewer", null);
        present(key);
        StoredKey stored = keys.stored.values().iterator().next();
        keys.stored.clear();
        authenticator.forget(stored);
        assertThat(status(present(key))).isEqualTo(401);
    }

    @Test
    void anExpiredKeyIsRefusedAndOneAboutToExpireIsNotRememberedBeyondThat() {
        assertThat(status(present(makeKey("viewer", NOW)))).isEqualTo(401);
        String key = makeKey("viewer", NOW.plusSeconds(2));
        assertThat(present(key).succeeded()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        present(key);
        assertThat(keys.lookups).isEqualTo(3);
        assertThat(audit).containsExactly("1.2.3.4 expired");
    }

    @Test
    void theSecretMattersNotOnlyTheId() {
        String key = makeKey("viewer", null);
        char last = key.charAt(key.length() - 1);
        String forged = key.substring(0, key.length() - 1) + (last == 'A' ? 'B' : 'A');
        assertThat(status(present(forged))).isEqualTo(401);
        assertThat(status(present(key.substring(0, key.length() - 1)))).isEqualTo(401);
        assertThat(present(key).succeeded()).isTrue();
    }

    @Test
    void wrongKeysAreCountedByAddressAndARightOneStillPasses() {
        String right = makeKey("viewer", null);
        present(right);
        for (int i = 0; i < 3; i++) {
            assertThat(status(present("wrong" + i))).isEqualTo(401);
        }
        Future<KnownCaller> barred = present("wrong again");
        assertThat(status(barred)).isEqualTo(429);
        assertThat(((ProblemException) barred.cause()).headers()).containsEntry("Retry-After", "60");
        assertThat(present(right).succeeded()).isTrue();
        assertThat(present(BOOTSTRAP).succeeded()).isTrue();
        assertThat(audit).hasSize(3);
    }

    @Test
    void aWrongKeyOfTheRightFormCostsRedisOneLookup() {
        String wrong = KeyText.newKey("0123456789ab", new SecureRandom());
        present(wrong);
        present(wrong);
        assertThat(keys.lookups).isEqualTo(1);
    }

    @Test
    void aRefusalSaysHowToComeIn() {
        ProblemException refusal = (ProblemException) present("x".repeat(300)).cause();
        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.headers()).containsEntry("WWW-Authenticate", "ApiKey realm=\"quintet\"");
    }

    private static final class Config implements AuthConfig {
        @Override
        public Optional<String> bootstrapKey() {
            return Optional.of(BOOTSTRAP);
        }

        @Override
        public Duration cacheTtl() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int cacheSize() {
            return 10;
        }

        @Override
        public int failures() {
            return 3;
        }

        @Override
        public Duration failureWindow() {
            return Duration.ofSeconds(60);
        }

        @Override
        public int maxKeys() {
            return 10;
        }
    }

    private static final class FakeKeys implements ApiKeys {
        private final Map<String, StoredKey> stored = new HashMap<>();
        private boolean away;
        private int lookups;

        @Override
        public Uni<Optional<StoredKey>> find(String id) {
            return Uni.createFrom().item(() -> {
                lookups++;
                if (away) {
                    throw ProblemException.of(503, "redis-unavailable", "away");
                }
                return Optional.ofNullable(stored.get(id));
            });
        }

        @Override
        public Uni<Void> put(StoredKey key) {
            stored.put(key.id(), key);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Long> count() {
            return Uni.createFrom().item((long) stored.size());
        }

        @Override
        public Uni<List<StoredKey>> list() {
            return Uni.createFrom().item(List.copyOf(stored.values()));
        }

        @Override
        public Uni<Boolean> remove(String id) {
            return Uni.createFrom().item(stored.remove(id) != null);
        }
    }
}

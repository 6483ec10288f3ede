package dev.quintet.badge.registration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.vertx.mutiny.redis.client.Response;
import org.jboss.logging.Logger;

import dev.quintet.badge.identity.BadgePair;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Codes in Redis under the keys of the original and its bot: {@code <8 hex>} and {@code uuid|mac}, which therefore
 * share no hash slot: this store needs a Redis that is not a cluster.
 *
 * <p>A code is found as a key, so no comparison of ours takes longer the more of a guess is right.
 */
@Singleton
class RedisRegistrationCodes implements RegistrationCodes {
    private static final Logger LOG = Logger.getLogger(RedisRegistrationCodes.class);
    private static final String CLAIMED = "quintet:badges:claimed:";
    private static final String GUESSES = "quintet:badges:guesses:";
    private static final String GUESSES_OVERALL = "quintet:badges:guesses";

    private final RedisScript codeFor;
    private final RedisScript guess;
    private final RedisScript claimed;
    private final RegistrationConfig config;

    RedisRegistrationCodes(RedisConnector redis, RegistrationConfig config) {
        this.codeFor = RedisScript.load(redis, RedisRegistrationCodes.class, "code-for.lua");
        this.guess = RedisScript.load(redis, RedisRegistrationCodes.class, "guess.lua");
        this.claimed = RedisScript.load(redis, RedisRegistrationCodes.class, "claimed.lua");
        this.config = config;
    }

    @Override
    public Optional<String> codeFor(BadgePair badge, List<String> candidates) {
        List<String> keys = new ArrayList<>();
        keys.add(badge.joined());
        keys.addAll(candidates);
        candidates.forEach(candidate -> keys.add(CLAIMED + candidate));
        Response code = codeFor.call(keys, badge.joined(), config.ttl().toMillis());
        return Optional.ofNullable(code).map(Response::toString);
    }

    @Override
    public Guess guess(String code, String guesser) {
        Response answer = guess.call(
                List.of(code, CLAIMED + code, GUESSES + guesser, GUESSES_OVERALL),
                config.guesses(),
                config.guessesOverall(),
                config.guessWindow().toMillis());
        return switch (answer.get(0).toString()) {
            case "right" -> new Guess.Right(BadgePair.parse(answer.get(1).toString()));
            case "claimed" -> new Guess.AlreadyClaimed();
            case "refused" -> new Guess.Refused(Duration.ofMillis(answer.get(1).toLong()));
            default -> new Guess.Wrong();
        };
    }

    @Override
    public void claimed(String code, BadgePair badge) {
        try {
            claimed.call(
                    List.of(code, badge.joined(), CLAIMED + code),
                    badge.joined(),
                    config.ttl().toMillis());
        } catch (RedisUnavailableException away) {
            // The claim stands in PostgreSQL, which refuses a second one; the code ends with its time.
            LOG.infof("a claimed code stays until its time is over: %s", away.getMessage());
        }
    }
}

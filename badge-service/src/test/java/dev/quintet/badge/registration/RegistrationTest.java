package dev.quintet.badge.registration;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.identity.BadgePair;
import dev.quintet.common.api.badge.ClaimRequest;
import dev.quintet.common.api.badge.UserView;
import dev.quintet.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegistrationTest {
    private static final BadgePair BADGE = new BadgePair("uuid", "mac");

    private final MemoryCodes codes = new MemoryCodes();
    private final MemoryClaims claims = new MemoryClaims();

    @Test
    void takenCandidatesArePassedOver() {
        codes.live.put("00000001", new BadgePair("other", "mac"));
        assertThat(registration("00000001", "00000002", "00000003").code(BADGE)).isEqualTo("00000002");
    }

    @Test
    void whenEveryCandidateIsTakenNewOnesAreDrawn() {
        for (String taken : List.of("00000001", "00000002", "00000003")) {
            codes.live.put(taken, new BadgePair("other", taken));
        }
        String code = registration("00000001", "00000002", "00000003", "00000004", "00000005", "00000006")
                .code(BADGE);
        assertThat(code).isEqualTo("00000004");
    }

    @Test
    void aClaimGivesTheBadgeToThePersonAndEndsTheCode() {
        Registration registration = registration("0000000a", "0000000b", "0000000c");
        String code = registration.code(BADGE);

        UserView user = registration.claim(claim(code.toUpperCase(Locale.ROOT), "alice"), "bot");

        assertThat(user.discordHandle()).isEqualTo("alice");
        assertThat(codes.live).isEmpty();
        assertStatus(409, () -> registration.claim(claim(code, "bob"), "bot"));
    }

    @Test
    void aCodeWhoseBadgeIsOwnedAlreadyIs409EvenIfTheCodeStillLives() {
        Registration registration = registration("0000000a", "0000000b", "0000000c");
        String code = registration.code(BADGE);
        claims.owned.add(BADGE);
        assertStatus(409, () -> registration.claim(claim(code, "bob"), "bot"));
    }

    @Test
    void anUnknownCodeIs404AndARefusedGuess429() {
        Registration registration = registration();
        assertStatus(404, () -> registration.claim(claim("ffffffff", "bob"), "bot"));
        codes.refused = true;
        assertThatThrownBy(() -> registration.claim(claim("ffffffff", "bob"), "bot"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(429);
                    assertThat(problem.headers()).containsEntry("Retry-After", "7");
                });
    }

    @Test
    void guessesAreCountedByBotAndPerson() {
        assertStatus(404, () -> registration().claim(claim("ffffffff", "bob"), "bot"));
        assertThat(codes.guessers).containsExactly("bot/id-bob");
    }

    private static void assertStatus(int status, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.status())
                .isEqualTo(status));
    }

    private Registration registration(String... candidates) {
        Queue<String> queue = new ArrayDeque<>(Arrays.asList(candidates));
        return new Registration(codes, queue::remove, claims);
    }

    private static ClaimRequest claim(String code, String person) {
        return new ClaimRequest(code, person, "id-" + person, null, null);
    }

    private static final class MemoryCodes implements RegistrationCodes {
        final Map<String, BadgePair> live = new HashMap<>();
        final Set<String> claimed = new HashSet<>();
        final Set<String> guessers = new HashSet<>();
        boolean refused;

        @Override
        public Optional<String> codeFor(BadgePair badge, List<String> candidates) {
            Optional<String> free =
                    candidates.stream().filter(code -> !live.containsKey(code)).findFirst();
            free.ifPresent(code -> live.put(code, badge));
            return free;
        }

        @Override
        public Guess guess(String code, String guesser) {
            guessers.add(guesser);
            if (refused) {
                return new Guess.Refused(Duration.ofMillis(6_001));
            }
            if (live.containsKey(code)) {
                return new Guess.Right(live.get(code));
            }
            return claimed.contains(code) ? new Guess.AlreadyClaimed() : new Guess.Wrong();
        }

        @Override
        public void claimed(String code, BadgePair badge) {
            live.remove(code);
            claimed.add(code);
        }
    }

    private static final class MemoryClaims implements Claims {
        final Set<BadgePair> owned = new HashSet<>();

        @Override
        public Optional<UserView> claim(BadgePair badge, ClaimRequest claim) {
            return owned.add(badge)
                    ? Optional.of(new UserView(
                            1, claim.discordHandle(), claim.discordUserId(), null, null, badge.uuid(), badge.mac()))
                    : Optional.empty();
        }
    }
}

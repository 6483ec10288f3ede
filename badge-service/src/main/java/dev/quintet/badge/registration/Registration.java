package dev.quintet.badge.registration;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.quintet.badge.identity.BadgePair;
import dev.quintet.badge.registration.RegistrationCodes.Guess;
import dev.quintet.common.api.badge.ClaimRequest;
import dev.quintet.common.api.badge.UserView;
import dev.quintet.common.problem.ProblemException;

/** How a badge comes to its person: it shows a code, the person gives the code to the bot, the bot claims. */
@Singleton
public class Registration {
    private static final int CANDIDATES = 3;
    private static final int ATTEMPTS = 5;

    private final RegistrationCodes codes;
    private final CodeSource source;
    private final Claims claims;

    public Registration(RegistrationCodes codes, CodeSource source, Claims claims) {
        this.codes = Objects.requireNonNull(codes, "codes");
        this.source = Objects.requireNonNull(source, "source");
        this.claims = Objects.requireNonNull(claims, "claims");
    }

    /** The code an unclaimed badge shows; the same one until its time is over. */
    public String code(BadgePair badge) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<String> candidates =
                    Stream.generate(source::next).limit(CANDIDATES).toList();
            Optional<String> code = codes.codeFor(badge, candidates);
            if (code.isPresent()) {
                return code.get();
            }
        }
        // Fifteen taken codes in a row: with 32 bits this takes billions of live codes.
        throw ProblemException.of(503, "codes-exhausted", "No registration code is free now.");
    }

    /**
     * Gives the badge behind the code to the person, once.
     *
     * @param bot who passes the claim on
     */
    public UserView claim(ClaimRequest claim, String bot) {
        String code = claim.registrationCode().toLowerCase(Locale.ROOT);
        Guess guess = codes.guess(code, bot + "/" + claim.discordUserId());
        if (guess instanceof Guess.Right right) {
            UserView user = claims.claim(right.badge(), claim).orElseThrow(Registration::alreadyClaimed);
            codes.claimed(code, right.badge());
            return user;
        }
        if (guess instanceof Guess.Refused refused) {
            throw ProblemException.of(429, "too-many-guesses", "Too many wrong codes; wait before trying again.")
                    .withRetryAfter(refused.retryAfter());
        }
        if (guess instanceof Guess.AlreadyClaimed) {
            throw alreadyClaimed();
        }
        throw ProblemException.of(404, "unknown-code", "No badge shows this code, or its time is over.");
    }

    private static ProblemException alreadyClaimed() {
        return ProblemException.of(409, "already-claimed", "This code has already been claimed.");
    }
}

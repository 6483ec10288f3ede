package dev.quintet.badge.registration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.quintet.badge.identity.BadgePair;

/** The codes that are alive. Every method is one atomic step. */
public interface RegistrationCodes {
    /**
     * The badge's live code, else the first candidate that is free, which then lives for its time to live.
     *
     * @return empty if no candidate is free
     */
    Optional<String> codeFor(BadgePair badge, List<String> candidates);

    /** Looks a code up for a guesser; a wrong guess counts against the guesser and against all. */
    Guess guess(String code, String guesser);

    /** The code has been claimed: it ends now, and until its time is over says so. */
    void claimed(String code, BadgePair badge);

    /** What became of a guess. */
    sealed interface Guess {
        /** The code is alive and this badge's. */
        record Right(BadgePair badge) implements Guess {}

        /** Nobody has this code, or its time is over. */
        record Wrong() implements Guess {}

        /** Somebody claimed this code already. */
        record AlreadyClaimed() implements Guess {}

        /** Too many wrong guesses; the code was not looked at. */
        record Refused(Duration retryAfter) implements Guess {}
    }
}

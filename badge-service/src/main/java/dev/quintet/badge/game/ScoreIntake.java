package dev.quintet.badge.game;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.signing.SignedCall;

/** Brings a score to where it is stored: together with others, or by itself where a signature is to be checked. */
@Singleton
public class ScoreIntake {
    private final ScoreWriter writer;
    private final ScoreSubmission submission;

    ScoreIntake(ScoreWriter writer, ScoreSubmission submission) {
        this.writer = writer;
        this.submission = submission;
    }

    /** The record id once the score is stored; that of the score stored before, if it says the same. Never blocks. */
    public Uni<Long> take(Badge badge, Submission sent, Optional<SignedCall> signed) {
        if (signed.isEmpty() && !sent.game().rules().signed()) {
            return Uni.createFrom().completionStage(() -> writer.write(new SentScore(badge.id(), sent)));
        }
        return Uni.createFrom()
                .item(() -> submission.submit(badge, sent, signed))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}

package dev.quintet.badge.game;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.signing.SignedCall;
import dev.quintet.common.stream.RedisStreams;

/** Brings a score to where it is stored: together with others, or by itself where a signature is to be checked. */
@Singleton
public class ScoreIntake {
    private final ScoreWriter writer;
    private final ScoreSubmission submission;
    private final RedisStreams streams;

    ScoreIntake(ScoreWriter writer, ScoreSubmission submission, RedisStreams streams) {
        this.writer = writer;
        this.submission = submission;
        this.streams = streams;
    }

    /** The record id once the score is stored; that of the score stored before, if it says the same. Never blocks. */
    public Uni<Long> take(Badge badge, Submission sent, Optional<SignedCall> signed) {
        SentScore score = new SentScore(badge.id(), sent, streams.currentTrace());
        if (signed.isEmpty() && !sent.game().rules().signed()) {
            return Uni.createFrom().completionStage(() -> writer.write(score));
        }
        return Uni.createFrom()
                .item(() -> submission.submit(score, signed))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}

package dev.quintet.task.submission;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.quintet.task.queue.TaskIds;
import dev.quintet.task.worker.KnownTypes;

/** Puts the submission together for the container. */
@Singleton
final class SubmissionBeans {
    @Produces
    @Singleton
    Submissions submissions(KnownTypes known) {
        Clock clock = Clock.systemUTC();
        return new Submissions(Optional.of(known), new TaskIds(clock, new SecureRandom()), clock);
    }
}

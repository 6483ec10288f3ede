package dev.quintet.task.submission;

import java.security.SecureRandom;
import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.quintet.task.handler.Handlers;
import dev.quintet.task.queue.TaskIds;

/** Puts the submission together for the container. */
@Singleton
final class SubmissionBeans {
    @Produces
    @Singleton
    Submissions submissions(Handlers handlers) {
        Clock clock = Clock.systemUTC();
        return new Submissions(handlers, new TaskIds(clock, new SecureRandom()), clock);
    }
}

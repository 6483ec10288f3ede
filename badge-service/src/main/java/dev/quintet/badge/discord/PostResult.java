package dev.quintet.badge.discord;

import java.time.Duration;

/** What became of one post. */
sealed interface PostResult {
    /** Discord took it; {@code pause} is what its bucket asks for before the next. */
    record Posted(String discordId, Duration pause) implements PostResult {}

    /** Discord took nothing, and wants nothing before {@code pause} is over. */
    record Limited(Duration pause) implements PostResult {}

    /** There is no such webhook (404) or its token is wrong (401, 403): nothing more may be sent. */
    record Gone(int status) implements PostResult {}

    /** Discord will never take this message. */
    record Refused(String why) implements PostResult {}

    /** Discord did not take it: it was not reached, or said that it failed. */
    record Failed(String why) implements PostResult {}

    /** It was sent, and no answer came: Discord may have taken it. */
    record Unanswered(String why) implements PostResult {}
}

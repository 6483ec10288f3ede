package dev.quintet.badge.discord;

/**
 * A message that waits to be posted.
 *
 * @param sends how often it may have been posted, this time included: 1, or 2 where the first time brought no answer
 */
record Message(long id, String content, int sends) {}

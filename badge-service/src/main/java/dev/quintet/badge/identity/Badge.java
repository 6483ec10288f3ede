package dev.quintet.badge.identity;

/**
 * A badge that somebody has claimed.
 *
 * @param id the badge's number
 * @param userId its person's number
 * @param handle its person's name on Discord
 */
public record Badge(long id, long userId, BadgePair pair, String handle) {}

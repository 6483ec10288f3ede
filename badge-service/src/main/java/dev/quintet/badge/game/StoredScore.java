package dev.quintet.badge.game;

/**
 * A score that is kept.
 *
 * @param id its record id; lower ids came first
 * @param badgeId the badge that sent it
 * @param userId the badge's person
 * @param handle that person's name on Discord
 */
public record StoredScore(long id, long badgeId, long userId, String handle, Game game, Score score) {}

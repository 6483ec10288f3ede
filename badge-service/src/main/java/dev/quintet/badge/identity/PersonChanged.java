package dev.quintet.badge.identity;

/**
 * Fired after a person's name on Discord has changed.
 *
 * @param userId the person's number
 */
public record PersonRenamed(long userId) {}

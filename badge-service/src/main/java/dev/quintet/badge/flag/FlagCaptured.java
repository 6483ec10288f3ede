package dev.quintet.badge.flag;

/**
 * Fired after a flag was captured, for the first time or again.
 *
 * @param userId by whom
 */
public record FlagCaptured(long userId) {}

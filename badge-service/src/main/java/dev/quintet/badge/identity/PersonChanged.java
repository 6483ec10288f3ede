package dev.quintet.badge.identity;

/**
 * Fired after a person's name on Discord, or the person's bracket, has changed.
 *
 * @param userId the person's number
 */
public record PersonChanged(long userId) {}

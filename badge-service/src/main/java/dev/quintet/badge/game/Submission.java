package dev.quintet.badge.game;

/** A score that a badge sends. */
public record Submission(Game game, Score score) {}

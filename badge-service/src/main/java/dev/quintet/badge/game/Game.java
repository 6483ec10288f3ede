package dev.quintet.badge.game;

/**
 * A game of the conference.
 *
 * @param id the original's number
 * @param code two capital letters, as badges send it
 * @param name as lists show it
 * @param rules what scores it takes
 */
public record Game(int id, String code, String name, GameRules rules) {}

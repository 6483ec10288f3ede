package dev.quintet.local.supervise;

/**
 * What is known of a unit at one moment.
 *
 * @param pid of its process, or of the last one it had; 0 if it had none
 * @param restarts since the suite started
 */
public record UnitStatus(Unit unit, UnitState state, long pid, int restarts) {}

package dev.quintet.badge.database;

/** Fired once after the start, when the tables are there: background work may begin. */
public record SchemaReady() {}

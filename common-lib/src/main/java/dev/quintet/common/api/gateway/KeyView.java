package dev.quintet.common.api.gateway;

import java.time.Instant;

/**
 * An API key without its secret.
 *
 * @param id the key's public part
 * @param name whose it is
 * @param role what its bearer may do
 * @param created when it was made
 * @param expires when it ends; null: never
 * @param expired whether it has ended
 */
public record KeyView(String id, String name, String role, Instant created, Instant expires, boolean expired) {}

package dev.quintet.common.api.gateway;

import java.time.Instant;

/**
 * A new API key; the only time its secret is shown.
 *
 * @param id the key's public part, to revoke it by
 * @param key the value of {@code X-API-Key}
 * @param name whose it is
 * @param role what its bearer may do
 * @param created when it was made
 * @param expires when it ends; null: never
 */
public record CreatedKey(String id, String key, String name, String role, Instant created, Instant expires) {}

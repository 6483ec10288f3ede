package dev.quintet.gateway.auth;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An API key as it is kept.
 *
 * @param id its public part
 * @param hash SHA-256 of the whole key, hexadecimal
 * @param expires null: never
 */
record StoredKey(String id, String hash, String name, String role, Instant created, Instant expires) {
    @JsonIgnore
    boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}

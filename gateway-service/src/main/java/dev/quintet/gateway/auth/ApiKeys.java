package dev.quintet.gateway.auth;

import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/** Where API keys are kept. Every call fails with a 503 problem if the store is away. */
interface ApiKeys {
    Uni<Optional<StoredKey>> find(String id);

    Uni<Void> put(StoredKey key);

    Uni<Long> count();

    /** In no order. */
    Uni<List<StoredKey>> list();

    /** @return whether it was there */
    Uni<Boolean> remove(String id);
}

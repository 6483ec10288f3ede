package dev.quintet.common.security;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A service that knows the shared secret. */
public class WithSecret implements QuarkusTestProfile {
    static final String SECRET = "a secret of at least thirty-two characters";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quintet.internal.secret", SECRET);
    }
}

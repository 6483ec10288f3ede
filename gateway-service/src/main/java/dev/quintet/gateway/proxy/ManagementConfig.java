package dev.quintet.gateway.proxy;

import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;

/** A door of its own for who runs the gateway. Shut unless it has a port. */
@ConfigMapping(prefix = "quintet.gateway.management")
public interface ManagementConfig {
    /** Where {@code /q/health} and {@code /q/metrics} are, then without a key and no longer at the front door. */
    OptionalInt port();
}

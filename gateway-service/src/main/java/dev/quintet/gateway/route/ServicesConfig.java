package dev.quintet.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** Where the services are: {@code quintet.gateway.services.<name>.*}. */
@ConfigMapping(prefix = "quintet.gateway.services")
public interface ServicesConfig {
    /** The services by name. */
    @WithParentName
    Map<String, Entry> services();

    /** One service. */
    interface Entry {
        /**
         * The instances: {@code http://host:port} for one, {@code dns://name:port} for all addresses of a name, which
         * is asked for again and again.
         */
        List<String> url();

        /** The name in the caller token that the service accepts; {@code <name>-service} if not set. */
        Optional<String> audience();

        /** Most requests at once, over all instances; more are answered 503 at once. */
        @WithDefault("1000")
        int maxInFlight();
    }
}

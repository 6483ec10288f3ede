package dev.quintet.gateway.access;

import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The access log. */
@ConfigMapping(prefix = "quintet.gateway.access")
public interface AccessConfig {
    /** Whether each request is logged, in category {@code access}. */
    @WithDefault("true")
    boolean log();

    /** One line of words a request, or one JSON object. */
    @WithDefault("line")
    Form form();

    /** How a request is written. */
    enum Form {
        LINE,
        JSON
    }

    /** Query parameters whose values are not logged. */
    @WithDefault("key,api_key,apikey,token,access_token,secret,password,code,signature")
    Set<String> secretParameters();
}

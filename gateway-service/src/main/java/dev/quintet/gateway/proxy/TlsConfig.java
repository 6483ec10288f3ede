package dev.quintet.gateway.proxy;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** A second door with TLS, for HTTP/2 and HTTP/1.1. Shut unless it has a certificate. */
@ConfigMapping(prefix = "quintet.gateway.tls")
public interface TlsConfig {
    /** A PEM file: the certificate, and those that signed it. */
    Optional<String> certificate();

    /** A PEM file: the certificate's private key, PKCS 8. */
    Optional<String> key();

    /** Where clients connect. 0: any free port. */
    @WithDefault("8443")
    int port();
}

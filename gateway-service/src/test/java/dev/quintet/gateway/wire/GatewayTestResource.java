package dev.quintet.gateway.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** One raw upstream behind all services, one service nobody answers for, and routes with small limits. */
public final class GatewayTestResource implements QuarkusTestResourceLifecycleManager {
    public static final String ADMIN_KEY = "bootstrap-key-for-tests-0123456789";
    public static final String SECRET = "internal-secret-for-tests-0123456789";

    private RawUpstream upstream;
    private Fleet fleet;
    private TestIssuer issuer;
    private TestCertificate certificate;
    private TestDns dns;

    @Override
    public Map<String, String> start() {
        try {
            upstream = new RawUpstream();
            fleet = Fleet.start();
            issuer = new TestIssuer();
            certificate = new TestCertificate();
            dns = new TestDns();
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        String here = "http://127.0.0.1:" + upstream.port();
        // Nothing listens on the reserved port 1.
        String nowhere = "http://127.0.0.1:1";
        Map<String, String> config = new HashMap<>();
        for (String service : new String[] {"backendify", "task", "badge", "workload"}) {
            config.put("quintet.gateway.services." + service + ".url", here);
        }
        config.put("quintet.gateway.services.anomaly.url", nowhere);
        config.put("quintet.gateway.services.half.url", nowhere + "," + here);
        route(config, "half", "half", "/test/half/**", Map.of());
        route(config, "small", "task", "/test/small/**", Map.of("max-body", "1K"));
        route(config, "big", "task", "/test/big/**", Map.of("max-body", "1G"));
        route(config, "silent", "task", "/test/silent/**", Map.of("first-byte", "300ms"));
        route(config, "still", "task", "/test/still/**", Map.of("idle", "500ms"));
        route(config, "limited", "task", "/test/limited/**", Map.of("rate", "1/h", "burst", "3"));
        route(config, "shared", "task", "/test/shared/**", Map.of("rate", "1/h", "burst", "50"));
        config.put("quintet.gateway.services.fleet.url", fleet.urls());
        route(config, "fleet", "fleet", "/test/fleet/**", Map.of("rate", "off"));
        config.put("quintet.gateway.services.narrow.url", here);
        config.put("quintet.gateway.services.narrow.max-in-flight", "2");
        route(config, "badge", "badge", "/test/badge/**", Map.of("badge-rate", "1/h"));
        route(config, "narrow", "narrow", "/test/narrow/**", Map.of());
        // Services of their own: what is done to their breakers concerns no other test.
        for (String name : new String[] {"retried", "broken", "upgraded", "cut", "cutoff", "garbled"}) {
            config.put("quintet.gateway.services." + name + ".url", here);
            route(config, name, name, "/test/" + name + "/**", Map.of());
        }
        config.put("quintet.gateway.oidc.issuer", issuer.url());
        config.put("quintet.gateway.oidc.audience", TestIssuer.AUDIENCE);
        config.put("quintet.gateway.oidc.role-claim", "realm_access.roles");
        config.put("quintet.gateway.oidc.role-map.db-admins", "operator");
        config.put("quintet.gateway.oidc.keys-retry", "100ms");
        config.put("quintet.gateway.tls.port", "0");
        config.put("quintet.gateway.tls.certificate", certificate.certificateFile());
        config.put("quintet.gateway.tls.key", certificate.keyFile());
        config.put("quintet.gateway.services.named.url", "dns://instances.test:" + upstream.port());
        config.put("quintet.gateway.discovery.every", "200ms");
        config.put("quintet.gateway.discovery.server", "127.0.0.1:" + dns.port());
        route(config, "named", "named", "/test/named/**", Map.of());
        config.put("quintet.gateway.cors.origins", "https://app.example.com");
        config.put("quintet.gateway.proxy.head-timeout", "500ms");
        // No test is about these: a machine that stands still for a while must not look like a service that does.
        config.put("quintet.gateway.proxy.connect", "20s");
        config.put("quintet.gateway.routes.lookup.first-byte", "20s");
        config.put("quintet.gateway.health.timeout", "20s");
        config.put("quintet.gateway.openapi.timeout", "20s");
        config.put("quintet.gateway.oidc.timeout", "20s");
        config.put("quintet.gateway.limit.redis-timeout", "20s");
        config.put("quintet.gateway.proxy.port", "0");
        config.put("quintet.gateway.auth.bootstrap-key", ADMIN_KEY);
        config.put("quintet.gateway.auth.failures", "1000");
        config.put("quintet.gateway.events.buffer", "50");
        config.put("quintet.internal.secret", SECRET);
        return config;
    }

    private static void route(
            Map<String, String> config, String name, String service, String paths, Map<String, String> more) {
        String prefix = "quintet.gateway.routes.test-" + name + ".";
        config.putAll(Map.of(
                prefix + "service",
                service,
                prefix + "paths",
                paths,
                prefix + "read",
                "public",
                prefix + "write",
                "public"));
        more.forEach((key, value) -> config.put(prefix + key, value));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(upstream, new TestInjector.MatchesType(RawUpstream.class));
        injector.injectIntoFields(fleet, new TestInjector.MatchesType(Fleet.class));
        injector.injectIntoFields(dns, new TestInjector.MatchesType(TestDns.class));
        injector.injectIntoFields(certificate, new TestInjector.MatchesType(TestCertificate.class));
        injector.injectIntoFields(issuer, new TestInjector.MatchesType(TestIssuer.class));
    }

    @Override
    public void stop() {
        try {
            upstream.close();
            fleet.close();
            issuer.close();
            certificate.close();
            dns.close();
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }
}

package dev.quintet.gateway.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An OpenID Connect issuer: a discovery document, a key set over HTTP, and signed tokens. */
public final class TestIssuer implements AutoCloseable {
    public static final String AUDIENCE = "quintet-tests";
    private static final int RSA_BITS = 2048;

    private final HttpServer server;
    private volatile RsaJsonWebKey key;
    private int generation;

    TestIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        rotate();
        server.createContext("/.well-known/openid-configuration", exchange -> {
            answer(exchange, "{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/keys\"}");
        });
        server.createContext(
                "/keys", exchange -> answer(exchange, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY)));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on another key alone signs and is in the set. */
    public void rotate() {
        try {
            RsaJsonWebKey next = RsaJwkGenerator.generateJwk(RSA_BITS);
            generation++;
            next.setKeyId("key-" + generation);
            key = next;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public RsaJsonWebKey key() {
        return key;
    }

    /** Claims that hold: this issuer, this audience, ten minutes, the roles. */
    public JwtClaims claims(String... roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(url());
        claims.setAudience(AUDIENCE);
        claims.setSubject("user-1");
        claims.setClaim("preferred_username", "ada");
        claims.setClaim("realm_access", Map.of("roles", List.of(roles)));
        NumericDate end = NumericDate.now();
        end.addSeconds(600);
        claims.setExpirationTime(end);
        return claims;
    }

    public String token(String... roles) {
        return sign(claims(roles), key);
    }

    public static String sign(JwtClaims claims, RsaJsonWebKey with) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(with.getPrivateKey());
        signature.setKeyIdHeaderValue(with.getKeyId());
        signature.setAlgorithmHeaderValue("RS256");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

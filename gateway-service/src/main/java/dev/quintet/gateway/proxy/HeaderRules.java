package dev.quintet.gateway.proxy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Which headers cross the gateway.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, 7.6.1</a>
 */
final class HeaderRules {
    /** Of one connection only. Framing is set anew on the other side. */
    private static final HeaderSet HOP_BY_HOP = new HeaderSet(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /** Only the gateway says these: who calls, from where, and for what. {@code Expect} it meets by itself. */
    private static final HeaderSet OF_THE_GATEWAY = new HeaderSet(
            "expect",
            "forwarded",
            "traceparent",
            "via",
            "x-api-key",
            "x-caller",
            "x-caller-name",
            "x-caller-roles",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-original-uri",
            "x-original-url",
            "x-real-ip",
            "x-remote-user",
            "x-request-id",
            "x-rewrite-url",
            "x-role",
            "x-roles",
            "x-user",
            "x-user-id",
            "x-user-name",
            "x-user-roles",
            "remote-user",
            "true-client-ip",
            "cf-connecting-ip");

    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final String AUTHENTICATED_PREFIX = "x-auth-";

    private HeaderRules() {}

    /**
     * Copies what a service may see of a client's headers.
     *
     * @param withAuthorization whether {@code Authorization} passes: not where the gateway has checked the caller
     */
    static void copyRequest(MultiMap from, MultiMap to, boolean withAuthorization) {
        Set<String> named = namedByConnection(from);
        from.forEach((name, value) -> {
            boolean dropped = HOP_BY_HOP.contains(name)
                    || isOfTheGateway(name)
                    || named.contains(name)
                    || (!withAuthorization && name.equalsIgnoreCase("authorization"));
            if (!dropped) {
                to.add(name, value);
            }
        });
        List<String> cookies = to.getAll(HttpHeaders.COOKIE);
        if (cookies.size() > 1) {
            // HTTP/2 may send each by itself, HTTP/1.1 has one line.
            to.set(HttpHeaders.COOKIE, String.join("; ", cookies));
        }
    }

    /** Copies what a client may see of a service's headers. */
    static void copyResponse(MultiMap from, MultiMap to) {
        Set<String> named = namedByConnection(from);
        from.forEach((name, value) -> {
            boolean dropped = HOP_BY_HOP.contains(name)
                    || named.contains(name)
                    || name.equalsIgnoreCase("server")
                    || name.equalsIgnoreCase("x-powered-by")
                    || name.equalsIgnoreCase("x-request-id");
            if (!dropped) {
                to.add(name, value);
            }
        });
    }

    /** {@code X_Caller} counts as {@code X-Caller}: some frameworks read both alike. */
    static boolean isOfTheGateway(String name) {
        String dashed = name.indexOf('_') < 0 ? name : name.replace('_', '-');
        return OF_THE_GATEWAY.contains(dashed)
                || dashed.regionMatches(true, 0, FORWARDED_PREFIX, 0, FORWARDED_PREFIX.length())
                || dashed.regionMatches(true, 0, AUTHENTICATED_PREFIX, 0, AUTHENTICATED_PREFIX.length());
    }

    /** Copies what may follow a body: nothing that frames, routes or identifies. */
    static void copyTrailers(MultiMap from, MultiMap to) {
        from.forEach((name, value) -> {
            boolean early = name.equalsIgnoreCase("content-length")
                    || name.equalsIgnoreCase("host")
                    || name.equalsIgnoreCase("set-cookie");
            if (!early && !HOP_BY_HOP.contains(name) && !isOfTheGateway(name)) {
                to.add(name, value);
            }
        });
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        List<String> values = headers.getAll(HttpHeaders.CONNECTION);
        Set<String> names = Set.of();
        for (String value : values) {
            // By far most say one of these two, which names no header.
            if (value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close")) {
                continue;
            }
            if (names.isEmpty()) {
                names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            }
            for (String name : value.split(",", -1)) {
                names.add(name.strip());
            }
        }
        // What frames or routes the message is not the client's to take away.
        if (!names.isEmpty()) {
            names.remove("host");
            names.remove("content-length");
            names.remove("content-type");
        }
        return names;
    }
}

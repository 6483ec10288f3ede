package dev.quintet.gateway.proxy;

import java.util.List;
import java.util.Set;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Refuses, before anything is looked up, requests whose addressee two servers could read differently. Requests whose end
 * is in doubt did not come so far: {@link StrictRequestDecoder}.
 */
final class RequestChecks {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_PORT = 5;
    /** {@code [::]} at least, and no more than the longest IPv6 address with an IPv4 one in it. */
    private static final int SHORTEST_ADDRESS = 2;

    private static final int LONGEST_ADDRESS = 45;

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private RequestChecks() {}

    /**
     * @return what is asked for
     * @throws Refused 400, 501
     */
    static RequestTarget check(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.CONNECT) || request.method().equals(HttpMethod.TRACE)) {
            throw Refused.because(501, "not-implemented", "The gateway does not do " + request.method() + ".");
        }
        String host = host(request);
        RequestTarget target = RequestTarget.parse(request.uri());
        if (!target.authority().isEmpty() && !target.authority().equalsIgnoreCase(host)) {
            throw Refused.badRequest("The request target and the Host header name different hosts.");
        }
        return target;
    }

    /** @throws Refused 400 if the host is missing, doubled or malformed */
    private static String host(HttpServerRequest request) {
        if (isHttp2(request)) {
            return requireHost(hostOf(request));
        }
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
            return "";
        }
        if (hosts.size() != 1) {
            throw Refused.badRequest("The request needs exactly one Host header.");
        }
        return requireHost(hosts.get(0));
    }

    static boolean isHttp2(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** The host as the client named it; empty if it named none. */
    static String hostOf(HttpServerRequest request) {
        if (isHttp2(request)) {
            return request.authority() == null ? "" : request.authority().toString();
        }
        String host = request.headers().get(HttpHeaders.HOST);
        return host == null ? "" : host;
    }

    /** Whether it is a name, an IPv4 address or an IPv6 one in brackets, perhaps with a port. Looked at for each request. */
    static boolean isHost(String host) {
        int end = host.startsWith("[") ? endOfAddress(host) : endOfName(host);
        return end > 0 && (end == host.length() || isPort(host, end));
    }

    private static int endOfName(String host) {
        int end = 0;
        while (end < host.length() && isOfName(host.charAt(end))) {
            end++;
        }
        return end <= LONGEST_NAME ? end : 0;
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }

    private static int endOfAddress(String host) {
        int end = 1;
        while (end < host.length() && isOfAddress(host.charAt(end))) {
            end++;
        }
        boolean closed = end < host.length() && host.charAt(end) == ']';
        return closed && end - 1 >= SHORTEST_ADDRESS && end - 1 <= LONGEST_ADDRESS ? end + 1 : 0;
    }

    private static boolean isOfAddress(char c) {
        boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        return hex || c == ':' || c == '.';
    }

    private static boolean isPort(String host, int colon) {
        int digits = host.length() - colon - 1;
        if (host.charAt(colon) != ':' || digits < 1 || digits > LONGEST_PORT) {
            return false;
        }
        for (int i = colon + 1; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String requireHost(String host) {
        if (!isHost(host)) {
            throw Refused.badRequest("The Host header is malformed.");
        }
        return host;
    }

    /** Whether a body may come: its length or its chunks are announced. */
    static boolean hasBody(HttpServerRequest request) {
        long length = contentLength(request);
        if (isHttp2(request)) {
            // Whether the stream has ended is not known when its head is; clients send lengths, or use these methods.
            return length > 0 || (length < 0 && WITH_BODY.contains(request.method()));
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length > 0;
    }

    /** Whether the body's end is told by chunks. */
    static boolean isChunked(HttpServerRequest request) {
        return !isHttp2(request) && request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The announced length in bytes, or -1. The decoder has refused what is not a number. */
    static long contentLength(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }
}

package dev.quintet.task.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.quintet.task.handler.PermanentFailure;

/**
 * What a task asks for.
 *
 * @param url where; http or https
 * @param method default GET
 * @param headers of the request
 * @param body text, sent as UTF-8
 */
public record WebCall(String url, String method, Map<String, String> headers, String body) {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** The client's own: they frame the message, or say whom it is for. */
    private static final Set<String> NOT_GIVEN = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "proxy-authorization",
            "proxy-connection");

    public WebCall {
        method = method == null ? "GET" : method.toUpperCase(Locale.ROOT);
        headers = headers == null ? Map.of() : headers;
    }

    void check() throws PermanentFailure {
        if (url == null) {
            throw new PermanentFailure("url is required.");
        }
        if (!METHODS.contains(method)) {
            throw new PermanentFailure("method must be one of "
                    + String.join(", ", METHODS.stream().sorted().toList()));
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!name.matches("[!#$%&'*+.^_`|~0-9a-z-]{1,100}") || NOT_GIVEN.contains(name)) {
                throw new PermanentFailure("The header " + header.getKey() + " cannot be given.");
            }
            if (header.getValue() == null || !header.getValue().matches("[\\t\\x20-\\x7e\\x80-\\xff]{0,8000}")) {
                throw new PermanentFailure("The header " + header.getKey() + " has a value that cannot be sent.");
            }
        }
    }

    /** As the next one after a redirect: to another host without what is meant for the first. */
    WebCall to(String next, boolean sameHost) {
        if (sameHost) {
            return new WebCall(next, method, headers, body);
        }
        Map<String, String> kept = new HashMap<>(headers);
        kept.keySet().removeIf(name -> Set.of("authorization", "cookie").contains(name.toLowerCase(Locale.ROOT)));
        return new WebCall(next, method, kept, body);
    }
}

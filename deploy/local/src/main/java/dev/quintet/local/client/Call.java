package dev.quintet.local.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A request to the gateway.
 *
 * @param path path and query, percent-encoded
 * @param body empty for a request without one
 * @param keyed whether the API key goes along
 */
public record Call(String method, String path, Map<String, String> headers, String body, boolean keyed) {

    public static final String KEY_HEADER = "X-API-Key";
    private static final String CONTENT_TYPE = "Content-Type";

    public Call {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(body, "body");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + path);
        }
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static Call get(String path) {
        return new Call("GET", path, Map.of(), "", true);
    }

    public static Call delete(String path) {
        return new Call("DELETE", path, Map.of(), "", true);
    }

    /** Without a body. */
    public static Call post(String path) {
        return new Call("POST", path, Map.of(), "", true);
    }

    /** With a body of JSON. */
    public static Call post(String path, Object body) {
        return post(path).with(CONTENT_TYPE, "application/json").withBody(Json.write(body));
    }

    public Call with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(method, path, more, body, keyed);
    }

    /** With this text as its body, whatever it is. */
    public Call withBody(String text) {
        return new Call(method, path, headers, text, keyed);
    }

    /** Without the API key: the public calls. */
    public Call open() {
        return new Call(method, path, headers, body, false);
    }

    /** For a person to copy: {@code $GATEWAY} and {@code $KEY} stand for the address and the key. */
    public String curl() {
        StringBuilder line = new StringBuilder("curl -s");
        if (!method.equals(body.isEmpty() ? "GET" : "POST")) {
            line.append(" -X ").append(method);
        }
        if (keyed) {
            line.append(" -H \"" + KEY_HEADER + ": $KEY\"");
        }
        headers.forEach((name, value) -> line.append(" -H ").append(single(name + ": " + value)));
        if (!body.isEmpty()) {
            line.append(" -d ").append(single(body));
        }
        return line.append(" \"$GATEWAY")
                .append(path.replaceAll("([\\\\\"$`])", "\\\\$1"))
                .append('"')
                .toString();
    }

    private static String single(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

package dev.quintet.task.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

import dev.quintet.task.handler.PermanentFailure;

/**
 * One address to call, checked: the name for the request's head and the certificate, and the address to connect to. The
 * name is looked up once and the connection made to what was checked, so that a name that changes its address in between
 * gains nothing.
 */
record Target(URI uri, String host, int port, boolean secure, InetAddress address) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MOST_PORT = 65_535;

    /** Looks names up. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /** Fails for good when it may not be called; a name that is not found now may be later. */
    static Target of(String url, AllowList allowed, Resolver resolver) throws PermanentFailure, UnknownHostException {
        URI uri = parse(url);
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost().toLowerCase(Locale.ROOT);
        int standard = secure ? HTTPS : HTTP;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        if (port == 0 || port > MOST_PORT) {
            throw new PermanentFailure("url has a port that is none.");
        }
        if (!names(allowed, host, port)) {
            throw new PermanentFailure("Calls to " + host + (port == standard ? "" : ":" + port) + " are not allowed.");
        }
        List<InetAddress> addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            // One bad address spoils the name: which one is used must not be left to chance.
            if (!allowed.permits(address)) {
                throw new PermanentFailure(host + " stands for an address inside, which is not allowed.");
            }
        }
        return new Target(uri, host, port, secure, addresses.get(0));
    }

    private static boolean names(AllowList allowed, String host, int port) throws PermanentFailure {
        try {
            return allowed.names(host, port);
        } catch (IllegalArgumentException noAddress) {
            throw new PermanentFailure("url has a host that is no name and no address.");
        }
    }

    private static URI parse(String url) throws PermanentFailure {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new PermanentFailure("url must begin with http:// or https://.");
            }
            if (uri.getHost() == null) {
                throw new PermanentFailure("url names no host.");
            }
            if (uri.getRawUserInfo() != null) {
                throw new PermanentFailure("url must not hold a user's name; send a header.");
            }
            return uri;
        } catch (URISyntaxException broken) {
            throw new PermanentFailure("url cannot be read: " + broken.getReason() + ".");
        }
    }

    /** Path and query, as sent. */
    String path() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}

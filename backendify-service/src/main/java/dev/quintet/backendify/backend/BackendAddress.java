package dev.quintet.backendify.backend;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where the companies of one country are found.
 *
 * @param country two letters, lower case
 * @param base {@code http} or {@code https}, a host, no query, no fragment, no user, no slash at the end
 */
public record BackendAddress(String country, URI base) {
    private static final Pattern COUNTRY = Pattern.compile("[a-z]{2}");

    public BackendAddress {
        Objects.requireNonNull(country, "country is null");
        if (!COUNTRY.matcher(country).matches()) {
            throw new IllegalArgumentException("the country '" + country + "' is not two letters");
        }
        base = checked(base);
    }

    /**
     * Reads {@code ru=http://localhost:9001}.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static BackendAddress parse(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + pair + "' is not country=url, as in ru=http://localhost:9001");
        }
        try {
            return of(pair.substring(0, equals), pair.substring(equals + 1));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("'" + pair + "': " + wrong.getMessage(), wrong);
        }
    }

    /** @throws IllegalArgumentException with one line that says what is wrong */
    public static BackendAddress of(String country, String url) {
        try {
            return new BackendAddress(country.strip().toLowerCase(Locale.ROOT), new URI(url.strip()));
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("'" + url + "' is not a URL", malformed);
        }
    }

    public boolean encrypted() {
        return base.getScheme().equals("https");
    }

    public String host() {
        String host = base.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        if (base.getPort() > 0) {
            return base.getPort();
        }
        return encrypted() ? 443 : 80;
    }

    /** The request's path for a company, percent-encoded. */
    public String companyPath(String id) {
        return base.getRawPath() + "/companies/" + PathSegment.encode(id);
    }

    private static URI checked(URI base) {
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("the URL '" + base + "' is not http:// or https://");
        }
        if (base.getHost() == null || base.getPort() == 0 || base.getPort() > 65_535) {
            throw new IllegalArgumentException("the URL '" + base + "' has no valid host and port");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL has a user, a query or a fragment; only a path is allowed");
        }
        String path = base.getRawPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + base.getRawAuthority() + path);
    }
}

package dev.quintet.backendify.company;

import dev.quintet.backendify.cache.CompanyKey;
import dev.quintet.backendify.cache.PercentEncoding;

/** Finds the company's key in a request's query. */
final class QueryParameters {
    private QueryParameters() {}

    /**
     * The key that {@code id} and {@code country_iso} name; other parameters are ignored.
     *
     * @param query as it stands in the request's first line, each byte one char; null if there is none
     * @throws IllegalArgumentException with a sentence for the client
     */
    static CompanyKey companyKey(String query) {
        String id = null;
        String country = null;
        int from = 0;
        int length = query == null ? 0 : query.length();
        while (from < length) {
            int end = query.indexOf('&', from);
            end = end < 0 ? length : end;
            int equals = query.indexOf('=', from);
            if (equals >= from && equals < end) {
                if (isNamed(query, from, equals, "id")) {
                    id = once("id", id, query.substring(equals + 1, end));
                } else if (isNamed(query, from, equals, "country_iso")) {
                    country = once("country_iso", country, query.substring(equals + 1, end));
                }
            }
            from = end + 1;
        }
        if (id == null) {
            throw new IllegalArgumentException("id is missing");
        }
        if (country == null) {
            throw new IllegalArgumentException("country_iso is missing");
        }
        return new CompanyKey(country, id);
    }

    private static boolean isNamed(String query, int from, int to, String name) {
        return to - from == name.length() && query.startsWith(name, from);
    }

    private static String once(String name, String before, String encoded) {
        if (before != null) {
            throw new IllegalArgumentException(name + " is given twice");
        }
        return PercentEncoding.decodeQuery(name, encoded);
    }
}

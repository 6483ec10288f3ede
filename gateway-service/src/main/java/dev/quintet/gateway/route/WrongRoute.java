package dev.quintet.gateway.route;

/** A route's configuration that cannot stand; the message is the one line that the operator reads. */
public final class WrongRoute extends IllegalArgumentException {
    WrongRoute(String route, String key, String value, String rule) {
        super("quintet.gateway.routes." + route + "." + key + ": '" + value + "' " + rule);
    }
}

package dev.quintet.local.client;

import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What the gateway answered.
 *
 * @param nanos from the sending to the last byte
 */
public record Answer(int status, HttpHeaders headers, String body, long nanos) {

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Without parameters; empty if none was told. */
    public String contentType() {
        String told = header("Content-Type").orElse("");
        int parameters = told.indexOf(';');
        return (parameters < 0 ? told : told.substring(0, parameters)).trim();
    }

    public double millis() {
        return nanos / 1e6;
    }
}

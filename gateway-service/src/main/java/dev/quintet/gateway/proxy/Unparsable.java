package dev.quintet.gateway.proxy;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** What to answer to bytes that are not a request. */
final class Unparsable {
    private Unparsable() {}

    static Refused judge(Throwable cause) {
        if (cause instanceof TooLongHttpHeaderException) {
            return Refused.because(431, "headers-too-large", "The headers are larger than this server takes.");
        }
        if (cause instanceof TooLongHttpLineException) {
            return Refused.because(414, "uri-too-long", "The request line is longer than this server takes.");
        }
        if (cause instanceof UnsupportedOperationException) {
            return Refused.because(505, "http-version", "This door speaks HTTP/1.1.");
        }
        if (cause instanceof StrictRequestDecoder.SlowHeadException) {
            return Refused.because(408, "request-timeout", "The request's headers did not come in time.");
        }
        return Refused.badRequest("The request is not well-formed HTTP.");
    }
}

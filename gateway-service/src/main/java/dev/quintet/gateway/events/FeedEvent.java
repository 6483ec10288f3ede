package dev.quintet.gateway.events;

import io.vertx.core.buffer.Buffer;

/**
 * An event as listeners get it.
 *
 * @param wire the whole server-sent event, made once for all listeners
 */
record FeedEvent(EventId id, String service, String kind, Buffer wire) {}

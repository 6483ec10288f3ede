package dev.quintet.gateway.events;

import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Response;
import org.jboss.logging.Logger;

/**
 * Turns an entry of the stream into a server-sent event: {@code id} is the entry's, {@code event} the kind,
 * {@code data} one line of JSON.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
@Singleton
class FeedEvents {
    private static final Logger LOG = Logger.getLogger(FeedEvents.class);

    private final ObjectMapper mapper;

    FeedEvents(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** @param entry id and a flat list of fields, as XRANGE and XREAD give it; empty if it is no suite event */
    Optional<FeedEvent> read(Response entry) {
        String id = entry.get(0).toString();
        Response fields = entry.get(1);
        String json = null;
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (fields.get(i).toString().equals("event")) {
                json = fields.get(i + 1).toString();
            }
        }
        return json == null ? Optional.empty() : EventId.parse(id).flatMap(known(json));
    }

    private Function<EventId, Optional<FeedEvent>> known(String json) {
        return id -> {
            try {
                if (!(mapper.readTree(json) instanceof ObjectNode event)) {
                    return Optional.empty();
                }
                event.put("id", id.toString());
                String kind = oneLine(event.path("kind"));
                String wire = "id: " + id + "\nevent: " + kind + "\ndata: " + mapper.writeValueAsString(event) + "\n\n";
                return Optional.of(new FeedEvent(id, oneLine(event.path("service")), kind, Buffer.buffer(wire)));
            } catch (JsonProcessingException notJson) {
                LOG.debugf("Entry %s is not an event", id);
                return Optional.empty();
            }
        };
    }

    /** A line break would end the field and let an event forge another. */
    private static String oneLine(JsonNode text) {
        return text.asText("").replaceAll("[\\r\\n]", " ");
    }
}

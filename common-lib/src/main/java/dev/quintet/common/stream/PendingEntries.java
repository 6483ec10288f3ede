package dev.quintet.common.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;

import dev.quintet.common.redis.RedisConnector;

/** Entries that were delivered and not acknowledged: finds those whose consumer went silent, and takes them over. */
final class PendingEntries {
    private final RedisConnector redis;
    private final StreamScripts scripts;
    private final StreamSubscription subscription;

    PendingEntries(RedisConnector redis, StreamScripts scripts, StreamSubscription subscription) {
        this.redis = redis;
        this.scripts = scripts;
        this.subscription = subscription;
    }

    /** Takes over up to {@code count} entries whose lease ran out; those without deliveries left are buried. */
    List<StreamMessage> takeOver(int count) {
        long lease = subscription.lease().toMillis();
        Response idle = redis.call(
                Command.XPENDING, subscription.stream(), subscription.group(), "IDLE", lease, "-", "+", count);
        return claim(idle, lease);
    }

    /** Takes up to {@code count} entries that this consumer had when it last ended without a word. */
    List<StreamMessage> takeOwn(int count) {
        Response own = redis.call(
                Command.XPENDING,
                subscription.stream(),
                subscription.group(),
                "-",
                "+",
                count,
                subscription.consumer());
        return claim(own, 0);
    }

    /** A row of {@code pending} is id, consumer, idle milliseconds, deliveries so far. */
    private List<StreamMessage> claim(Response pending, long minIdle) {
        Map<String, Integer> deliveries = new LinkedHashMap<>();
        for (Response row : pending) {
            String id = row.get(0).toString();
            int delivered = row.get(3).toInteger();
            if (delivered >= subscription.maxDeliveries()) {
                bury(id, minIdle, delivered);
            } else {
                deliveries.put(id, delivered + 1);
            }
        }
        if (deliveries.isEmpty()) {
            return List.of();
        }
        List<Object> arguments =
                new ArrayList<>(List.of(subscription.stream(), subscription.group(), subscription.consumer(), minIdle));
        arguments.addAll(deliveries.keySet());
        return messages(redis.call(Command.XCLAIM, arguments.toArray()), deliveries);
    }

    private void bury(String id, long minIdle, int delivered) {
        scripts.bury()
                .call(
                        List.of(subscription.stream(), StreamSubscription.deadLetters(subscription.stream())),
                        subscription.group(),
                        id,
                        minIdle,
                        delivered,
                        "no delivery succeeded");
    }

    /** Renews the lease, or with an idle time near the lease lets the entries come again soon. */
    void hold(List<String> ids, Duration idle) {
        List<Object> arguments =
                new ArrayList<>(List.of(subscription.group(), subscription.consumer(), idle.toMillis()));
        arguments.addAll(ids);
        scripts.hold().call(List.of(subscription.stream()), arguments.toArray());
    }

    /** Returns how many were still this consumer's; the others are left as they are. */
    int acknowledge(List<String> ids) {
        List<Object> arguments = new ArrayList<>(List.of(subscription.group(), subscription.consumer()));
        arguments.addAll(ids);
        return scripts.ack()
                .call(List.of(subscription.stream()), arguments.toArray())
                .toInteger();
    }

    /** Reads entries as XREADGROUP and XCLAIM give them: id, then names and values in turn. */
    static List<StreamMessage> messages(Response entries, Map<String, Integer> deliveries) {
        List<StreamMessage> messages = new ArrayList<>();
        for (Response entry : entries) {
            // An entry that was deleted while pending comes back without fields, or not at all.
            if (entry == null || entry.size() < 2 || entry.get(1) == null) {
                continue;
            }
            String id = entry.get(0).toString();
            Response flat = entry.get(1);
            Map<String, String> fields = new HashMap<>();
            for (int i = 0; i + 1 < flat.size(); i += 2) {
                fields.put(flat.get(i).toString(), flat.get(i + 1).toString());
            }
            messages.add(new StreamMessage(id, fields, deliveries.getOrDefault(id, 1)));
        }
        return messages;
    }
}

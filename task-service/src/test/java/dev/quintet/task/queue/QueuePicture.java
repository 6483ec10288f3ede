package dev.quintet.task.queue;

import java.util.ArrayList;
import java.util.List;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;

/**
 * The whole of a queue's state as one text, without times: for example
 * {@code high[] normal[a] low[] delayed[] leases[b] dead[] ended[] waiting=1 | a waiting 0, b running 1}.
 */
final class QueuePicture {
    private final RealRedis redis;
    private final QueueRedis queue;

    QueuePicture(RealRedis redis, QueueRedis queue) {
        this.redis = redis;
        this.queue = queue;
    }

    String draw() {
        StringBuilder picture = new StringBuilder();
        for (String priority : List.of("high", "normal", "low")) {
            List<String> ids = new ArrayList<>();
            for (Response entry : redis.command(Command.XRANGE, queue.key("stream:" + priority), "-", "+")) {
                ids.add(entry.get(1).get(1).toString());
            }
            picture.append(priority).append(ids).append(' ');
        }
        for (String set : List.of("delayed", "leases", "dead", "ended")) {
            picture.append(set).append(members(set)).append(' ');
        }
        Response waiting = redis.command(Command.HGET, queue.key("counters"), "waiting");
        picture.append("waiting=").append(waiting == null ? "0" : waiting).append(" |");
        String separator = " ";
        for (String id : members("index")) {
            Response fields =
                    redis.command(Command.HMGET, queue.key("task:" + id), "state", "attempts", "token", "cancel");
            picture.append(separator)
                    .append(id)
                    .append(' ')
                    .append(fields.get(0))
                    .append(' ');
            picture.append(fields.get(1) == null ? "0" : fields.get(1));
            boolean held = "running".equals(String.valueOf(fields.get(0)));
            picture.append(held ? " #" + fields.get(2) : "");
            picture.append(fields.get(3) == null ? "" : " cancel");
            separator = ", ";
        }
        return picture.toString();
    }

    List<String> members(String set) {
        List<String> members = new ArrayList<>();
        for (Response member : redis.command(Command.ZRANGE, queue.key(set), "0", "-1")) {
            members.add(member.toString());
        }
        return members;
    }
}

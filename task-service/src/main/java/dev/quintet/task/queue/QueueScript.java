package dev.quintet.task.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts that change or read a queue, one resource each; the head of each says its arguments and result. */
enum QueueScript {
    ENQUEUE,
    CLAIM,
    HEARTBEAT,
    FINISH,
    EXCHANGE,
    PROGRESS,
    PROMOTE,
    RECLAIM,
    EXPIRE,
    CANCEL,
    REQUEUE,
    REMOVE,
    READ,
    PAUSE,
    LIMIT,
    STATS,
    LIST,
    DEAD_LETTERS,
    SCHEDULE_PUT,
    SCHEDULE_DELETE,
    SCHEDULE_LIST,
    SCHEDULE_DUE,
    SCHEDULE_TICK;

    private static final String WITH = "-- with ";

    private final String source;
    private final String sha1;

    QueueScript() {
        String own = read(resource());
        // The first line ("#!lua flags=…") must stay first.
        int body = own.indexOf('\n') + 1;
        source = own.substring(0, body) + read("prelude") + parts(own.substring(body)) + "local function script()\n"
                + own.substring(body) + "end\nlocal result = script()\nsettle()\nreturn result\n";
        sha1 = sha1(source);
    }

    /** As in the resource's name and in the wire form, for example {@code dead-letters}. */
    String resource() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The prelude, the parts and the script, as Redis runs it. */
    String source() {
        return source;
    }

    /** The name Redis knows the script by, once loaded. */
    String sha1() {
        return sha1;
    }

    /** What several scripts share, as the body's first line may name it. */
    private static String parts(String body) {
        String first = body.substring(0, body.indexOf('\n'));
        if (!first.startsWith(WITH)) {
            return "";
        }
        StringBuilder parts = new StringBuilder();
        for (String part : first.substring(WITH.length()).split(", ", -1)) {
            parts.append(read("part-" + part));
        }
        return parts.toString();
    }

    private static String read(String name) {
        try (InputStream in = QueueScript.class.getResourceAsStream("scripts/" + name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha1(String source) {
        try {
            // Redis names scripts by SHA-1; nothing secret hangs on it.
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

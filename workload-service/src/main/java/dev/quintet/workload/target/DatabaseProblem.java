package dev.quintet.workload.target;

import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;

import dev.quintet.common.problem.ProblemException;

/** Says a database's failure in one sentence, with its own words. */
public final class DatabaseProblem {

    /** The driver puts its connection number before the server's words. */
    private static final Pattern DRIVER_PREFIX = Pattern.compile("^\\(conn=-?\\d+\\)\\s*");

    private static final int MAX_LENGTH = 300;

    private DatabaseProblem() {}

    /** What went wrong at which node; 503 where waiting may help, else 409. */
    public static ProblemException of(Target target, Node node, SQLException cause) {
        String detail =
                "Target '" + target.name() + "', node '" + node.name() + "' (" + node.address() + "): " + words(cause);
        return switch (ErrorKind.of(cause)) {
            case CONNECTION_LOST, CONNECT_FAILED, TOO_MANY_CONNECTIONS, KILLED ->
                ProblemException.of(503, "target-unavailable", detail).withRetryAfter(Duration.ofSeconds(5));
            case ACCESS_DENIED -> ProblemException.of(409, "target-access-denied", detail);
            case NOT_WRITABLE -> ProblemException.of(409, "target-not-writable", detail);
            default -> ProblemException.of(409, "target-error", detail);
        };
    }

    /** The server's own words on one line, of bounded length. */
    public static String words(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = DRIVER_PREFIX
                .matcher(message)
                .replaceFirst("")
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}

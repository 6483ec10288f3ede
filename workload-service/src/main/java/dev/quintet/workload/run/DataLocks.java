package dev.quintet.workload.run;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.quintet.common.problem.ProblemException;

/**
 * Who uses a workload's data on a target: many runs together, or one preparation or removal alone. Nobody waits here:
 * who comes second is told by whom.
 */
@Singleton
public class DataLocks {

    private record Data(String target, String type) {}

    private static final class Users {
        private final Set<String> runs = new LinkedHashSet<>();
        private String owner;
    }

    private final Map<Data, Users> users = new HashMap<>();

    /** Ends a use. */
    @FunctionalInterface
    public interface Lease {
        /** Ends it; more than once does no harm. */
        void release();
    }

    /**
     * Use beside other runs.
     *
     * @throws ProblemException 409 while someone makes or drops the data
     */
    public synchronized Lease share(String target, String type, String run) {
        Data data = new Data(target, type);
        Users present = users.computeIfAbsent(data, d -> new Users());
        if (present.owner != null) {
            throw busy(data, present.owner + " changes it");
        }
        present.runs.add(run);
        return () -> release(data, run);
    }

    /**
     * Use alone.
     *
     * @throws ProblemException 409 while anyone else uses the data
     */
    public synchronized Lease own(String target, String type, String owner) {
        Data data = new Data(target, type);
        Users present = users.computeIfAbsent(data, d -> new Users());
        if (present.owner != null) {
            throw busy(data, present.owner + " changes it");
        }
        if (!present.runs.isEmpty()) {
            throw busy(data, "run " + String.join(", ", present.runs) + " uses it; stop it first");
        }
        present.owner = owner;
        return () -> release(data, owner);
    }

    private synchronized void release(Data data, String user) {
        Users present = users.get(data);
        if (present == null) {
            return;
        }
        present.runs.remove(user);
        if (user.equals(present.owner)) {
            present.owner = null;
        }
        if (present.owner == null && present.runs.isEmpty()) {
            users.remove(data);
        }
    }

    private static ProblemException busy(Data data, String why) {
        return ProblemException.of(
                409,
                "data-in-use",
                "The " + data.type + " data of target '" + data.target + "' is in use: " + why + ".");
    }
}

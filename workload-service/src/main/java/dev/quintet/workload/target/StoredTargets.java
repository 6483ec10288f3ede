package dev.quintet.workload.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jboss.logging.Logger;

import dev.quintet.common.api.workload.TargetRequest;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/**
 * Targets that operators keep. They are read once and then kept in memory, so that they are known while their database
 * is away; only this instance changes them.
 */
public final class StoredTargets implements TargetSource {

    private static final Logger LOG = Logger.getLogger(StoredTargets.class);
    private static final Set<String> RESERVED = Set.of(EnvironmentTargetSource.NAME, LocalTargetSource.NAME);

    private final TargetStore store;
    private final Optional<PasswordCipher> cipher;
    private final int max;

    private List<Target> targets = List.of();
    private boolean read;

    StoredTargets(TargetStore store, Optional<PasswordCipher> cipher, int max) {
        this.store = store;
        this.cipher = cipher;
        this.max = max;
    }

    @Override
    public synchronized List<Target> targets() {
        if (!read) {
            try {
                read();
            } catch (ProblemException e) {
                LOG.debugf("Stored targets are not known yet: %s", e.getMessage());
            }
        }
        return targets;
    }

    private void read() {
        List<Target> found = new ArrayList<>();
        for (TargetStore.Row row : store.all()) {
            Optional<String> password = cipher.flatMap(c -> c.decrypt(row.name(), row.password()));
            if (password.isEmpty()) {
                LOG.warnf(
                        "Target '%s' is left out: its password was stored with another secret. PUT it again.",
                        row.name());
            }
            password.ifPresent(p -> found.add(target(row, p)));
        }
        targets = List.copyOf(found);
        read = true;
    }

    private static Target target(TargetStore.Row row, String password) {
        List<Node> nodes = row.nodes().stream()
                .map(node -> Node.remote(node.name(), node.host(), node.port()))
                .toList();
        return new Target(
                row.name(), Target.Source.STORED, nodes, new Credentials(row.account(), password), row.oneDatabase());
    }

    /**
     * Keeps a target, in place of one of the same name.
     *
     * @throws ProblemException 409, 422 or 503 with the reason
     */
    public synchronized Target put(String name, TargetRequest request) {
        requireFree(name);
        List<String> names =
                request.nodes().stream().map(TargetRequest.Node::name).toList();
        if (Set.copyOf(names).size() < names.size()) {
            throw ProblemException.invalid(List.of(FieldError.body("nodes", "must have names that differ")));
        }
        PasswordCipher to = cipher.orElseThrow(
                () -> ProblemException.of(
                        409,
                        "no-secret",
                        "Passwords are only kept encrypted: set QUINTET_TARGET_SECRET (16 characters or more) to store targets."));
        read();
        if (targets.size() >= max
                && targets.stream().noneMatch(target -> target.name().equals(name))) {
            throw ProblemException.of(409, "too-many-targets", max + " targets are stored, as many as may be.");
        }
        TargetStore.Row row = new TargetStore.Row(
                name, request.nodes(), request.user(), to.encrypt(name, request.password()), request.oneDatabase());
        store.put(row);
        read();
        return target(row, request.password());
    }

    /**
     * Forgets a target.
     *
     * @throws ProblemException 404, 409 or 503 with the reason
     */
    public synchronized void delete(String name) {
        requireFree(name);
        if (!store.delete(name)) {
            throw ProblemException.of(404, "unknown-target", "No stored target has this name.");
        }
        read();
    }

    private static void requireFree(String name) {
        if (RESERVED.contains(name)) {
            throw ProblemException.of(
                    409, "reserved-target", "Target '" + name + "' is defined by the environment, not stored.");
        }
    }
}

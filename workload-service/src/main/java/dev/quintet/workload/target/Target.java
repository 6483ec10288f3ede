package dev.quintet.workload.target;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

import static java.util.Objects.requireNonNull;

/**
 * A database under load.
 *
 * @param name name for requests
 * @param source where its definition comes from
 * @param nodes its servers, at least one
 * @param credentials one account for all of them
 * @param oneDatabase whether the nodes are doors to one database, as a cluster's are; else each has data of its own
 */
public record Target(String name, Source source, List<Node> nodes, Credentials credentials, boolean oneDatabase) {

    /** Where a definition comes from. */
    public enum Source {
        ENVIRONMENT,
        LOCAL,
        STORED;

        /** Name in answers. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A target whose nodes have data of their own. */
    public Target(String name, Source source, List<Node> nodes, Credentials credentials) {
        this(name, source, nodes, credentials, false);
    }

    /** Of chosen nodes those on which data is made, looked at and dropped: one where all show the same. */
    public List<Node> dataNodes(List<Node> chosen) {
        return oneDatabase ? chosen.subList(0, 1) : chosen;
    }

    public Target {
        requireNonNull(name);
        requireNonNull(source);
        requireNonNull(credentials);
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("target " + name + " has no node");
        }
    }

    /**
     * The nodes of those names, in the target's order; all when none are named.
     *
     * @throws ProblemException 422 naming the nodes there are
     */
    public List<Node> select(Collection<String> names) {
        if (names.isEmpty()) {
            return nodes;
        }
        List<String> known = nodes.stream().map(Node::name).toList();
        for (String wanted : names) {
            if (!known.contains(wanted)) {
                String message = "'" + wanted + "' is not a node of target '" + name + "'; its nodes: "
                        + known.stream().collect(Collectors.joining(", "));
                throw ProblemException.of(422, "unknown-node", message)
                        .withErrors(List.of(new FieldError(List.of("body", "options", "nodes"), message)));
            }
        }
        return nodes.stream().filter(node -> names.contains(node.name())).toList();
    }
}

package dev.quintet.anomaly.node;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What runs as "the node": the database server of its pid file and the processes attached to it. This plays the part
 * that a container's control group plays on Kubernetes: whoever measures the node measures the group, and knows
 * nothing of why a process is in it.
 */
public final class NodeProcesses {
    private final Map<String, Set<Long>> attached = new ConcurrentHashMap<>();

    /** Puts a process into the node's group. */
    public void attach(String node, long pid) {
        attached.computeIfAbsent(node, any -> ConcurrentHashMap.newKeySet()).add(pid);
    }

    /** Takes a process out of the node's group; one that is not in it is no error. */
    public void detach(String node, long pid) {
        attached.getOrDefault(node, Set.of()).remove(pid);
    }

    /** The database server's process id, empty if the pid file is missing, not a number, or the process is gone. */
    public OptionalLong server(LocalNode node) {
        try {
            long pid = Long.parseLong(Files.readString(node.pidFile()).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                    ? OptionalLong.of(pid)
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The ids of all processes of the node's group, the server's among them if it runs. */
    public Set<Long> group(LocalNode node) {
        Set<Long> pids = new TreeSet<>(attached.getOrDefault(node.name(), Set.of()));
        server(node).ifPresent(pids::add);
        return pids;
    }
}

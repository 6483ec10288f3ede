package dev.quintet.workload.load;

import java.io.IOException;
import java.nio.file.Files;

import org.jboss.logging.Logger;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.target.Node;

/** Room for data on nodes that are processes of this machine. */
public final class DiskSpace {

    private static final Logger LOG = Logger.getLogger(DiskSpace.class);

    private DiskSpace() {}

    /**
     * @throws ProblemException 409 when a node is known to have less than that many bytes free
     */
    public static void require(Node node, long bytes) {
        if (bytes == 0 || node.dataDir().isEmpty()) {
            return;
        }
        try {
            long free = Files.getFileStore(node.dataDir().get()).getUsableSpace();
            if (free < bytes) {
                throw ProblemException.of(
                        409,
                        "no-disk-space",
                        "Node '" + node.name() + "' has " + (free >> 20) + " MiB free; the tables take about "
                                + (bytes >> 20) + " MiB.");
            }
        } catch (IOException e) {
            LOG.debugf("Free space of node %s is not known: %s", node.name(), e.getMessage());
        }
    }
}

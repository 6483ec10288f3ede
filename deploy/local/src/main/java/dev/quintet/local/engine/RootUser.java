package dev.quintet.local.engine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How to run a program that refuses to run as root when we are root. */
final class RootUser {

    private static final int NOBODY = 65534;

    private RootUser() {}

    /** Whether this process runs as root. */
    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * What to put before a command so that it does not see itself as root: nothing when we are not root; else a user
     * namespace of its own, where root appears as nobody while files stay ours; else, where namespaces are forbidden
     * (many containers), the user nobody, who is then given {@code folder}.
     *
     * @throws EngineException if neither works
     */
    static List<String> prefix(Path folder) {
        if (!isRoot()) {
            return List.of();
        }
        List<String> namespace = List.of("unshare", "-U");
        if (works(namespace)) {
            return namespace;
        }
        List<String> nobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (works(nobody)) {
            give(folder);
            return nobody;
        }
        throw new EngineException(
                "PostgreSQL refuses to run as root, and neither unshare nor setpriv can drop root here:"
                        + " start the suite as another user");
    }

    private static boolean works(List<String> prefix) {
        try {
            Process process = new ProcessBuilder(List.of(prefix.get(0), prefix.get(1), "true"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void give(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                    return visitFile(dir, attributes);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.setAttribute(file, "unix:uid", NOBODY);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new EngineException("cannot give " + folder + " to the user nobody: " + e, e);
        }
    }
}

import java.nio.file.Path;

import dev.quintet.local.engine.MariaDbEngine;

/** Runs one of the suite's MariaDB nodes until its input ends; says its port. */
final class Node {
    private Node() {}

    public static void main(String[] args) throws Exception {
        MariaDbEngine engine = MariaDbEngine.start(Path.of(args[0]), 0, "node", args[1]);
        System.out.println("port " + engine.port());
        while (System.in.read() >= 0) {
            // Nothing is said on it; its end is the sign.
        }
        engine.stop();
    }
}

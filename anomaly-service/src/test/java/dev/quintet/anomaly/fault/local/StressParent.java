package dev.quintet.anomaly.fault.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A service's stand-in that has a stress child, to be killed by the test. */
final class StressParent {
    private StressParent() {}

    public static void main(String[] args) throws IOException {
        Path home = Files.createTempDirectory("stress-parent");
        StressChild.install(home);
        StressChild child = StressChild.start(home, 1, Duration.ofMinutes(2), List.of("cpu", "1", "10"));
        System.out.println(child.pid());
        while (System.in.read() >= 0) {
            // Waits to be killed.
        }
    }
}

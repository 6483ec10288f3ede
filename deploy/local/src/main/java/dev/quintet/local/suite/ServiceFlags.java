package dev.quintet.local.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a service's JVM is started: small, and fast to be ready. */
final class ServiceFlags {

    /** Small heaps, one collector thread, no room reserved for what six small services never need. */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /**
     * The second compiler comes later than by default (5000, 600, 15000, 40000): a quarter less CPU until ready, while
     * code that is truly hot still gets it.
     */
    private static final List<String> PATIENT = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=3000",
            "-XX:Tier4CompileThreshold=40000",
            "-XX:Tier4BackEdgeThreshold=200000");

    private ServiceFlags() {}

    /** A service that comes with flags of its own, as in its image, runs with those. */
    static List<String> command(SuiteHome home, String service, int heapMegabytes, List<String> arguments) {
        Path application = home.application(service);
        Path own = home.jvmFlags(service);
        List<String> command = new ArrayList<>();
        command.add(java());
        if (Files.isRegularFile(own)) {
            command.add("@" + own);
        } else {
            command.add("-Xmx" + heapMegabytes + "m");
            command.addAll(SMALL);
            command.addAll(PATIENT);
        }
        command.add("-jar");
        command.add(application.resolve("quarkus-run.jar").toString());
        command.addAll(arguments);
        return command;
    }

    /** The program that runs us. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}

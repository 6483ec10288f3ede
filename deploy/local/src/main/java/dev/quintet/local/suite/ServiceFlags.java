package dev.quintet.local.suite;

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

    private ServiceFlags() {}

    static List<String> command(SuiteHome home, String service, int heapMegabytes, List<String> arguments) {
        Path application = home.application(service);
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(SMALL);
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

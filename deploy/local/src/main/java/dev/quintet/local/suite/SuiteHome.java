package dev.quintet.local.suite;

import java.nio.file.Path;

/**
 * The project's folder and what the launcher keeps in its {@code .quintet}.
 *
 * @param root absolute
 */
public record SuiteHome(Path root) {

    public SuiteHome {
        root = root.toAbsolutePath().normalize();
    }

    /** The folder named by the system property {@code quintet.home}, which the script sets. */
    public static SuiteHome fromScript() {
        return new SuiteHome(Path.of(System.getProperty("quintet.home", "")));
    }

    public Path folder() {
        return root.resolve(".quintet");
    }

    public Path lock() {
        return folder().resolve("lock");
    }

    public Path state() {
        return folder().resolve("state.json");
    }

    public Path operatorKey() {
        return folder().resolve("operator.key");
    }

    public Path secrets() {
        return folder().resolve("secrets.properties");
    }

    public Path nodes() {
        return folder().resolve("nodes.json");
    }

    public Path data() {
        return folder().resolve("data");
    }

    public Path engines() {
        return folder().resolve("engines");
    }

    public Path logs() {
        return folder().resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** The JVM flags in a service's image, if it needs others than the usual. */
    public Path jvmFlags(String service) {
        return root.resolve(service + "-service/src/main/jib/etc/quintet/jvm-flags");
    }

    /** A service's packaged application. */
    public Path application(String service) {
        return root.resolve(service + "-service/target/quarkus-app");
    }
}

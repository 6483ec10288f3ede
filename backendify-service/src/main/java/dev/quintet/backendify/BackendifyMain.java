package dev.quintet.backendify;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

import dev.quintet.backendify.backend.BackendAddresses;

/** Starts the service: {@code java -jar quarkus-run.jar ru=http://localhost:9001 us=http://localhost:9002}. */
@QuarkusMain
public final class BackendifyMain {
    private static final int WRONG_USAGE = 2;

    private BackendifyMain() {}

    /** A wrong list of backends ends here with one line, before anything has been started. */
    public static void main(String... arguments) {
        try {
            List<String> pairs = new ArrayList<>(List.of(arguments));
            pairs.addAll(BackendAddresses.split(System.getenv().getOrDefault("BACKENDIFY_BACKENDS", "")));
            BackendAddresses.parse(pairs);
        } catch (IllegalArgumentException malformed) {
            System.err.println("backendify: " + malformed.getMessage());
            System.exit(WRONG_USAGE);
        }
        // Quarkus would answer a query like id=% with an empty 400, and parse every URI once more to find out.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}

package dev.quintet.local.client;

import java.io.IOException;
import java.nio.file.Path;

import picocli.CommandLine.Option;

import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.supervise.StartFailure;

/** The options by which a command is told which gateway to use. */
public final class GatewayOptions {

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "The gateway's address (default: that of the suite running here).")
    private String gateway;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "File with an API key of role admin (default: the operator key of the suite here).")
    private Path keyFile;

    /**
     * What they say.
     *
     * @throws StartFailure if there is no suite, or they are wrong
     */
    public GatewayAccess access(SuiteHome home) throws StartFailure, IOException {
        if (gateway != null) {
            return GatewayAccess.of(gateway, keyFile, home);
        }
        GatewayAccess running = GatewayAccess.ofRunningSuite(home);
        return keyFile == null ? running : GatewayAccess.of(running.base().toString(), keyFile, home);
    }
}

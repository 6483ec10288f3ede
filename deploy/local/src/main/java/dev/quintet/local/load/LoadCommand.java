package dev.quintet.local.load;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import dev.quintet.local.client.GatewayClient;
import dev.quintet.local.client.GatewayOptions;
import dev.quintet.local.client.Terminal;
import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.supervise.StartFailure;

/** Makes load on the running suite through its gateway, and says whether all was answered right. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Makes load through the gateway and checks every answer.",
        footer = {
            "",
            "Exit code 0: all was answered right; 1: something was not, or something accepted was lost.",
            "Documented refusals (429, 503, and 504 of the lookup, with Retry-After) are counted apart.",
        })
public final class LoadCommand implements Callable<Integer> {

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "all",
            converter = ModeConverter.class,
            description = "check, mixed, spike or all (default: ${DEFAULT-VALUE}).")
    private LoadMode mode;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "200",
            description = "Calls of mixed (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of them at once (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--spike-requests",
            paramLabel = "N",
            defaultValue = "300",
            description = "Calls of the burst (default: ${DEFAULT-VALUE}).")
    private int spikeRequests;

    @Option(
            names = "--spike-concurrency",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of them at once (default: ${DEFAULT-VALUE}).")
    private int spikeConcurrency;

    @Option(
            names = "--timeout-ms",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Longest wait for one answer (default: ${DEFAULT-VALUE}).")
    private long timeoutMillis;

    /** Modes are written in lower case. */
    static final class ModeConverter implements ITypeConverter<LoadMode> {

        @Override
        public LoadMode convert(String text) {
            for (LoadMode known : LoadMode.values()) {
                if (known.toString().equals(text)) {
                    return known;
                }
            }
            throw new TypeConversionException("must be check, mixed, spike or all, not " + text);
        }
    }

    @Override
    public Integer call() throws StartFailure, IOException, InterruptedException {
        LoadOptions options = new LoadOptions(
                        mode, requests, concurrency, spikeRequests, spikeConcurrency, Duration.ofMillis(timeoutMillis))
                .checked();
        GatewayClient client = new GatewayClient(gateway.access(SuiteHome.fromScript()));
        Terminal terminal = Terminal.standard(System.getenv());
        terminal.line("load on " + client.access().base());
        return new LoadRun(client, options, terminal, new SplittableRandom()).run() ? 0 : 1;
    }
}

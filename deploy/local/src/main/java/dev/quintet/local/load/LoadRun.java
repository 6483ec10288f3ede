package dev.quintet.local.load;

import java.util.Locale;
import java.util.SplittableRandom;

import dev.quintet.local.client.GatewayClient;
import dev.quintet.local.client.Terminal;
import dev.quintet.local.client.Terminal.Style;
import dev.quintet.local.client.WrongAnswerException;

/** Makes the load that was asked for, and reports it. */
final class LoadRun {

    private static final int CALM_SHARE = 5;
    private static final int CALM_CONCURRENCY = 4;

    private final GatewayClient client;
    private final LoadOptions options;
    private final Terminal terminal;
    private final SplittableRandom random;
    private boolean right = true;

    LoadRun(GatewayClient client, LoadOptions options, Terminal terminal, SplittableRandom random) {
        this.client = client;
        this.options = options;
        this.terminal = terminal;
        this.random = random;
    }

    /** Whether everything was answered as it should be. */
    boolean run() throws InterruptedException {
        if (options.mode().includes(LoadMode.CHECK)) {
            check();
        }
        if (options.mode().includes(LoadMode.MIXED)) {
            mixed();
        }
        if (options.mode().includes(LoadMode.SPIKE)) {
            spike();
        }
        terminal.line(
                right
                        ? terminal.styled("all answered right", Style.GREEN)
                        : terminal.styled("NOT all answered right: see the errors above", Style.RED, Style.BOLD));
        return right;
    }

    private void check() throws InterruptedException {
        title("check: each kind of call, with good and bad input");
        Meters meters = new Meters();
        long began = System.nanoTime();
        CheckList checks = new CheckList(terminal);
        EndpointChecks.run(checks, new LoadCaller(client, meters, options.limit()), random.split());
        table(meters, (System.nanoTime() - began) / 1e9);
        terminal.line(checks.summary());
        right &= checks.allPassed();
    }

    private void mixed() throws InterruptedException {
        title("mixed: %d calls, %d at once".formatted(options.requests(), options.concurrency()));
        Meters meters = new Meters();
        try {
            MixedLoad load = MixedLoad.prepare(caller(meters), options.concurrency(), random.split());
            stretch("mixed", meters, options.requests(), options.concurrency(), load.everyday());
            verify(load, options.concurrency());
        } catch (WrongAnswerException e) {
            signUpFailed(e);
        }
    }

    private void spike() throws InterruptedException {
        int calm = Math.max(1, options.spikeRequests() / CALM_SHARE);
        int calmConcurrency = Math.min(CALM_CONCURRENCY, options.concurrency());
        title("spike: %d calls, %d at once; then %d, %d at once"
                .formatted(calm, calmConcurrency, options.spikeRequests(), options.spikeConcurrency()));
        Meters base = new Meters();
        try {
            LoadCaller caller = caller(base);
            MixedLoad load = MixedLoad.prepare(caller, options.spikeConcurrency(), random.split());
            stretch("calm", base, calm, calmConcurrency, load.rush());
            Meters burst = new Meters();
            caller.measureInto(burst);
            stretch("burst", burst, options.spikeRequests(), options.spikeConcurrency(), load.rush());
            verify(load, options.concurrency());
        } catch (WrongAnswerException e) {
            signUpFailed(e);
        }
    }

    private LoadCaller caller(Meters meters) {
        return new LoadCaller(client, meters, options.limit());
    }

    private void stretch(String name, Meters meters, long times, int concurrency, Mix mix) throws InterruptedException {
        double seconds;
        try (Progress progress = new Progress(terminal, name, times, meters)) {
            Workers.run(concurrency, times, random, mix);
            seconds = progress.seconds();
        }
        table(meters, seconds);
        right &= meters.errors() == 0;
    }

    private void verify(MixedLoad load, int concurrency) throws InterruptedException {
        MixedLoad.Verification verification = load.verify(caller(new Meters()), concurrency, random);
        terminal.line("what was accepted:");
        verification.lines().forEach(line -> terminal.line("  " + line));
        right &= verification.complete();
    }

    private void signUpFailed(WrongAnswerException e) {
        terminal.line(terminal.styled("no badge could be signed up: " + e.getMessage(), Style.RED));
        right = false;
    }

    private void title(String text) {
        terminal.line("");
        terminal.line(terminal.styled(text, Style.BOLD));
    }

    private void table(Meters meters, double seconds) {
        terminal.line(String.format(Locale.ROOT, "%.1f s", seconds));
        terminal.out().print(ReportTable.render(meters.snapshots(), seconds));
        terminal.out().flush();
    }
}

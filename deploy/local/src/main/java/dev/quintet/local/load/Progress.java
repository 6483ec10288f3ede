package dev.quintet.local.load;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.quintet.local.client.Terminal;

/** Shows how far a stretch of load is: one line written over and over for a person, else a line now and then. */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long WATCHED_MILLIS = 200;
    private static final long UNWATCHED_MILLIS = 5_000;

    private final Terminal terminal;
    private final String title;
    private final long total;
    private final Meters meters;
    private final long began = System.nanoTime();
    private final ScheduledExecutorService clock;

    Progress(Terminal terminal, String title, long total, Meters meters) {
        this.terminal = terminal;
        this.title = title;
        this.total = total;
        this.meters = meters;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "load-progress");
            thread.setDaemon(true);
            return thread;
        });
        long period = terminal.interactive() ? WATCHED_MILLIS : UNWATCHED_MILLIS;
        var unused = clock.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private void show() {
        String line = line(terminal, title, total, meters, seconds());
        if (terminal.interactive()) {
            terminal.out().print("\r" + line + "\u001b[K");
            terminal.out().flush();
        } else {
            terminal.line(line);
        }
    }

    static String line(Terminal terminal, String title, long total, Meters meters, double seconds) {
        long done = Math.min(total, meters.done());
        double share = total == 0 ? 1 : (double) done / total;
        String counts = String.format(
                Locale.ROOT,
                "%d of %d, %.0f/s, %d apart, %d errors",
                done,
                total,
                seconds <= 0 ? 0 : done / seconds,
                meters.shed(),
                meters.errors());
        String bar = terminal.interactive() ? terminal.bar(share, WIDTH) + " " : "";
        return String.format(Locale.ROOT, "%-8s %s%3.0f %%  %s", title, bar, share * 100, counts);
    }

    /** Shows the end. */
    @Override
    public void close() {
        clock.shutdownNow();
        show();
        if (terminal.interactive()) {
            terminal.line("");
        }
    }
}

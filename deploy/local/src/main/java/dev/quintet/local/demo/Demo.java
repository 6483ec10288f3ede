package dev.quintet.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.quintet.local.client.EventTail;
import dev.quintet.local.client.GatewayClient;
import dev.quintet.local.client.Terminal;
import dev.quintet.local.client.Terminal.Style;
import dev.quintet.local.client.WrongAnswerException;

/** Plays scenes one after the other, until one fails, and leaves nothing running behind. */
final class Demo {

    private static final int KINDS_TOLD = 8;
    /** The feed is not part of any answer: its first event may come after all of them. */
    private static final Duration NEWS_LIMIT = Duration.ofSeconds(30);

    private final GatewayClient client;
    private final Terminal terminal;
    private final CleanUp cleanUp = new CleanUp();
    private final Stage stage;

    /** @param pause between two looks at something that is waited for */
    Demo(GatewayClient client, Terminal terminal, Duration pause) {
        this.client = client;
        this.terminal = terminal;
        this.stage = new Stage(client, terminal, cleanUp, pause);
    }

    /** Whether every scene went as it should. */
    boolean play(List<Scene> scenes) throws InterruptedException {
        long began = System.nanoTime();
        introduce();
        boolean well;
        try (EventTail events = EventTail.open(client)) {
            well = playAll(scenes);
            stop();
            if (well) {
                events.awaitNews(NEWS_LIMIT);
            }
            well &= conclude(well, events.byKind(), (System.nanoTime() - began) / 1e9);
        } finally {
            stop();
        }
        return well;
    }

    /**
     * Ends the demo and what it left running, and waits for that. Without effect after its end.
     *
     * @param player the thread that plays
     */
    void interrupt(Thread player) {
        // In this order: a call that starts something is never cut off, or what it started would be lost.
        cleanUp.close();
        player.interrupt();
        stop();
    }

    private void stop() {
        cleanUp.run((what, well) -> terminal.line(
                well
                        ? "stopped " + what + " that the demo had started"
                        : terminal.styled(
                                "could not stop " + what + "; it ends by itself within minutes", Style.YELLOW)));
    }

    private void introduce() {
        terminal.line(terminal.styled("A walk through Quintet, in under three minutes.", Style.BOLD));
        terminal.line("Each call is shown so that it can be copied, once these are set:");
        terminal.line(terminal.styled("$ GATEWAY=" + client.access().base(), Style.CYAN));
        terminal.line(terminal.styled("$ KEY=$(cat '" + client.access().keyFile() + "')", Style.CYAN));
    }

    private boolean playAll(List<Scene> scenes) throws InterruptedException {
        for (Scene scene : scenes) {
            stage.scene(scene.title());
            try {
                scene.play(stage);
            } catch (WrongAnswerException | IOException e) {
                terminal.line(terminal.styled("FAILED: " + scene.title(), Style.RED, Style.BOLD));
                terminal.line(terminal.styled("  " + e.getMessage(), Style.RED));
                return false;
            }
        }
        return true;
    }

    private boolean conclude(boolean well, Map<String, Long> events, double seconds) {
        stage.scene("What was seen");
        stage.findings().forEach(terminal::line);
        long count = events.values().stream().mapToLong(Long::longValue).sum();
        terminal.line(String.format(Locale.ROOT, "%-20s %d events meanwhile%s", "live feed", count, kinds(events)));
        if (well && count == 0) {
            terminal.line(terminal.styled("FAILED: no event came over /api/events", Style.RED, Style.BOLD));
            return false;
        }
        terminal.line(
                well
                        ? terminal.styled(
                                String.format(Locale.ROOT, "All of it went as it should, in %.0f s.", seconds),
                                Style.GREEN,
                                Style.BOLD)
                        : terminal.styled(
                                "The demo failed, see above; ./quintet logs has what the services say.", Style.RED));
        return well;
    }

    private static String kinds(Map<String, Long> events) {
        if (events.isEmpty()) {
            return "";
        }
        List<String> told = events.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(KINDS_TOLD)
                .map(kind -> kind.getKey() + " x " + kind.getValue())
                .toList();
        return ": " + String.join(", ", told) + (events.size() > KINDS_TOLD ? ", ..." : "");
    }
}

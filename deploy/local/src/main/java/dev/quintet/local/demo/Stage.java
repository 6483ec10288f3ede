package dev.quintet.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.GatewayClient;
import dev.quintet.local.client.Terminal;
import dev.quintet.local.client.Terminal.Style;
import dev.quintet.local.client.WrongAnswerException;

/** Where the demo plays: shows what it says and asks, and what is answered. */
final class Stage {

    private static final Duration LIMIT = Duration.ofSeconds(35);
    private static final int BODY_LINES = 12;
    private static final int REFUSALS = 6;
    private static final List<String> TOLD_HEADERS = List.of("X-Cache", "Location", "X-Process-Time", "Retry-After");

    private final GatewayClient client;
    private final Terminal terminal;
    private final CleanUp cleanUp;
    private final List<String> findings = new ArrayList<>();
    private final Duration pause;
    private int scene;

    /** @param pause between two looks at something that is waited for */
    Stage(GatewayClient client, Terminal terminal, CleanUp cleanUp, Duration pause) {
        this.client = client;
        this.terminal = terminal;
        this.cleanUp = cleanUp;
        this.pause = pause;
    }

    Terminal terminal() {
        return terminal;
    }

    CleanUp cleanUp() {
        return cleanUp;
    }

    void scene(String title) {
        scene++;
        String line = (terminal.unicode() ? "── " : "-- ") + scene + "  " + title + " ";
        terminal.line("");
        terminal.line(terminal.styled(
                line + (terminal.unicode() ? "─" : "-").repeat(Math.max(3, 78 - line.length())), Style.BOLD));
    }

    void say(String text) {
        terminal.line(text);
    }

    /** A line that goes well for a person to see. */
    void found(String text) {
        terminal.line(terminal.styled((terminal.unicode() ? "✓ " : "ok ") + text, Style.GREEN));
    }

    /** For the summary at the end. */
    void summary(String service, String seen) {
        findings.add(String.format(Locale.ROOT, "%-20s %s", service, seen));
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    /** Shows the call, sends it, and shows the answer. */
    Answer call(Call call) throws IOException, InterruptedException {
        terminal.line(terminal.styled("$ " + call.curl(), Style.CYAN));
        Answer answer = client.send(call, LIMIT);
        show(answer);
        return answer;
    }

    /** As {@link #call}; asks again when the answer is 504: the sample backends are unreliable on purpose. */
    Answer patientCall(Call call) throws IOException, InterruptedException {
        Answer answer = call(call);
        for (int again = 1; again < REFUSALS && answer.status() == 504; again++) {
            say("The sample backend let the lookup down, as real ones do: asking again.");
            TimeUnit.SECONDS.sleep(
                    answer.header("Retry-After").filter("1"::equals).isPresent() ? 1 : 2);
            answer = call(call);
        }
        return answer;
    }

    /** Only sends it. */
    Answer quietly(Call call) throws IOException, InterruptedException {
        return client.send(call, LIMIT);
    }

    private void show(Answer answer) {
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "  %d in %.0f ms", answer.status(), answer.millis()));
        for (String header : TOLD_HEADERS) {
            answer.header(header)
                    .ifPresent(value ->
                            line.append("   ").append(header).append(": ").append(value));
        }
        terminal.line(terminal.styled(line.toString(), answer.status() < 400 ? Style.GREEN : Style.YELLOW));
        for (String body : JsonExcerpt.of(answer.body(), BODY_LINES)) {
            terminal.line(terminal.styled("  " + body, Style.DIM));
        }
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean isMet() throws IOException, InterruptedException, WrongAnswerException;
    }

    /** Looks again and again; false if it has not come within the limit. */
    boolean await(Duration limit, Condition condition) throws IOException, InterruptedException, WrongAnswerException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.isMet()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
        return true;
    }
}

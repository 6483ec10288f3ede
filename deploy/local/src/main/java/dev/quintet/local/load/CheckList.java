package dev.quintet.local.load;

import java.io.IOException;
import java.util.Locale;

import dev.quintet.local.client.Terminal;
import dev.quintet.local.client.Terminal.Style;
import dev.quintet.local.client.WrongAnswerException;

/** Runs checks one after the other, a line each; one that fails does not keep the next from running. */
final class CheckList {

    private final Terminal terminal;
    private int passed;
    private int failed;

    CheckList(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What is checked. */
    @FunctionalInterface
    interface Check {
        void run() throws WrongAnswerException, IOException, InterruptedException;
    }

    /** @param title a sentence that is true when the check passes */
    void check(String title, Check check) throws InterruptedException {
        try {
            check.run();
            passed++;
            terminal.line(terminal.styled("  ok   ", Style.GREEN) + title);
        } catch (WrongAnswerException | IOException e) {
            failed++;
            terminal.line(terminal.styled("  FAIL ", Style.RED, Style.BOLD) + title + ": " + e.getMessage());
        }
    }

    boolean allPassed() {
        return failed == 0;
    }

    String summary() {
        return String.format(Locale.ROOT, "%d checks: %d passed, %d failed", passed + failed, passed, failed);
    }
}

package dev.quintet.local.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command writes.
 *
 * @param interactive whether a person watches: only then is a line ever written over
 * @param coloured whether to use colours
 * @param unicode whether bars and lines may be other than ASCII
 */
public record Terminal(PrintStream out, boolean interactive, boolean coloured, boolean unicode) {

    /** Colours and weights. */
    public enum Style {
        BOLD(1),
        DIM(2),
        RED(31),
        GREEN(32),
        YELLOW(33),
        CYAN(36);

        private final int code;

        Style(int code) {
            this.code = code;
        }
    }

    /** Standard output. {@code NO_COLOR} and {@code TERM=dumb} turn colours off. */
    public static Terminal standard(Map<String, String> environment) {
        boolean interactive = isTerminal(Path.of("/proc/self/fd/1"));
        boolean coloured = interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Terminal(out, interactive, coloured, isUtf8(environment));
    }

    /** For a file or a test. */
    public static Terminal plain(PrintStream out) {
        return new Terminal(out, false, false, false);
    }

    public void line(String text) {
        out.println(text);
    }

    public String styled(String text, Style... styles) {
        if (!coloured) {
            return text;
        }
        StringBuilder styled = new StringBuilder();
        for (Style style : styles) {
            styled.append("\u001b[").append(style.code).append('m');
        }
        return styled.append(text).append("\u001b[0m").toString();
    }

    /**
     * A bar of a fixed width.
     *
     * @param share 0 to 1; beyond that as its border
     */
    public String bar(double share, int width) {
        int full = (int) Math.round(Math.max(0, Math.min(1, share)) * width);
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : ".").repeat(width - full);
    }

    // System.console() asks about the input as well, which does not matter here. Without /proc nobody is known to
    // watch.
    private static boolean isTerminal(Path output) {
        try {
            String device = Files.readSymbolicLink(output).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean isUtf8(Map<String, String> environment) {
        for (String key : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = environment.getOrDefault(key, "");
            if (!value.isEmpty()) {
                String locale = value.toUpperCase(Locale.ROOT);
                return locale.contains("UTF-8") || locale.contains("UTF8");
            }
        }
        return false;
    }
}

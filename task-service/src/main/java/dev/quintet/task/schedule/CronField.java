package dev.quintet.task.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression: the values that fit.
 *
 * @param wild whether it began with a star, so that it restricts nothing by itself
 */
record CronField(BitSet values, boolean wild) {
    /** What a field may hold. */
    enum Kind {
        SECOND("second", 0, 59, ""),
        MINUTE("minute", 0, 59, ""),
        HOUR("hour", 0, 23, ""),
        DAY("day of month", 1, 31, ""),
        MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
        /** Sunday is 0 and 7. */
        WEEKDAY("day of week", 0, 7, "sun mon tue wed thu fri sat");

        private final String title;
        private final int least;
        private final int most;
        /** Of the values from the least on, apart by blanks. */
        private final String names;

        Kind(String title, int least, int most, String names) {
            this.title = title;
            this.least = least;
            this.most = most;
            this.names = names;
        }

        private int number(String text) {
            int name = text.isEmpty() ? -1 : List.of(names.split(" ")).indexOf(text.toLowerCase(Locale.ROOT));
            if (name >= 0) {
                return name + least;
            }
            if (!text.matches("\\d{1,4}")) {
                throw wrong("\"" + text + "\" is no number");
            }
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw wrong(number + " is not within " + least + ".." + most);
            }
            return number;
        }

        private IllegalArgumentException wrong(String why) {
            return new IllegalArgumentException(title + ": " + why);
        }
    }

    /** Reads lists of values, ranges and steps: {@code 1,15}, {@code mon-fri}, {@code *}{@code /5}, {@code 10-40/10}. */
    static CronField of(Kind kind, String text) {
        BitSet values = new BitSet();
        for (String part : text.split(",", -1)) {
            add(kind, part, values);
        }
        if (kind == Kind.WEEKDAY && values.get(7)) {
            values.clear(7);
            values.set(0);
        }
        return new CronField(values, text.startsWith("*"));
    }

    private static void add(Kind kind, String part, BitSet values) {
        String[] stepped = part.split("/", -1);
        if (stepped.length > 2 || part.isEmpty()) {
            throw kind.wrong("\"" + part + "\" is not understood");
        }
        int from;
        int to;
        if (stepped[0].equals("*")) {
            from = kind.least;
            to = kind == Kind.WEEKDAY ? 6 : kind.most;
        } else {
            String[] ends = stepped[0].split("-", -1);
            if (ends.length > 2) {
                throw kind.wrong("\"" + part + "\" is not understood");
            }
            from = kind.number(ends[0]);
            // As in Vixie cron, a step after a single value runs on to the last.
            to = ends.length == 2 ? kind.number(ends[1]) : stepped.length == 2 ? kind.most : from;
            if (to < from) {
                throw kind.wrong("the range " + stepped[0] + " ends before it begins");
            }
        }
        int step = stepped.length == 2 ? step(kind, stepped[1]) : 1;
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
    }

    private static int step(Kind kind, String text) {
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw kind.wrong("the step \"" + text + "\" must be a number of 1 or more");
        }
        return Integer.parseInt(text);
    }

    boolean fits(int value) {
        return values.get(value);
    }

    /** The smallest value that fits and is not below, or -1. */
    int atOrAfter(int value) {
        return values.nextSetBit(value);
    }
}

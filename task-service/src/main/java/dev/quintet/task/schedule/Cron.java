package dev.quintet.task.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When something recurs: five fields as in crontab (minute, hour, day of month, month, day of week), or six with seconds
 * first. Where both days are restricted, either is enough, as in crontab.
 *
 * <p>Where clocks change: an expression for certain hours comes once a day all the same, at the end of the hour that is
 * left out, and in the first of two equal hours; one for all hours keeps its pace by real time.
 */
final class Cron {
    /** Leap days are up to eight years apart. */
    private static final int MOST_DAYS = 366 * 9;

    private static final int FIELDS = 6;
    private static final Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private final CronField second;
    private final CronField minute;
    private final CronField hour;
    private final CronField day;
    private final CronField month;
    private final CronField weekday;

    private Cron(List<String> fields) {
        second = CronField.of(CronField.Kind.SECOND, fields.get(0));
        minute = CronField.of(CronField.Kind.MINUTE, fields.get(1));
        hour = CronField.of(CronField.Kind.HOUR, fields.get(2));
        day = CronField.of(CronField.Kind.DAY, fields.get(3));
        month = CronField.of(CronField.Kind.MONTH, fields.get(4));
        weekday = CronField.of(CronField.Kind.WEEKDAY, fields.get(5));
    }

    /** Fails with {@link IllegalArgumentException}, whose message names the field and says what is wrong. */
    static Cron parse(String text) {
        String known = NICKNAMES.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text.strip());
        if (known.startsWith("@")) {
            throw new IllegalArgumentException(known + " is unknown; known are "
                    + String.join(", ", NICKNAMES.keySet().stream().sorted().toList()));
        }
        List<String> fields = List.of(known.split("\\s+"));
        if (fields.size() != FIELDS && fields.size() != FIELDS - 1) {
            throw new IllegalArgumentException("has " + fields.size()
                    + " fields: wanted are minute, hour, day of month, month, day of week, or six"
                    + " with seconds first");
        }
        Cron cron = new Cron(fields.size() == FIELDS ? fields : with("0", fields));
        if (cron.nextLocal(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
            throw new IllegalArgumentException("never comes: no month has that day");
        }
        return cron;
    }

    private static List<String> with(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    /** The first time it comes after a point in time. */
    Instant next(Instant after, ZoneId zone) {
        return hour.wild() ? nextByPace(after, zone) : nextByClock(after, zone);
    }

    private Instant nextByPace(Instant after, ZoneId zone) {
        Instant from = after;
        while (true) {
            ZoneOffset offset = zone.getRules().getOffset(from);
            Instant found = following(LocalDateTime.ofInstant(from, offset)).toInstant(offset);
            ZoneOffsetTransition change = zone.getRules().nextTransition(from);
            if (change == null || found.isBefore(change.getInstant())) {
                return found;
            }
            // What the new clock shows from its first second on.
            LocalDateTime first = change.getDateTimeAfter().minusSeconds(1);
            found = following(first).toInstant(change.getOffsetAfter());
            ZoneOffsetTransition then = zone.getRules().nextTransition(change.getInstant());
            if (then == null || found.isBefore(then.getInstant())) {
                return found;
            }
            from = change.getInstant();
        }
    }

    private Instant nextByClock(Instant after, ZoneId zone) {
        LocalDateTime from = LocalDateTime.ofInstant(after, zone);
        while (true) {
            from = following(from);
            ZoneOffsetTransition change = zone.getRules().getTransition(from);
            // Earlier of two equal hours; end of one left out.
            Instant found = change == null
                    ? from.toInstant(zone.getRules().getOffset(from))
                    : change.isGap() ? change.getInstant() : from.toInstant(change.getOffsetBefore());
            if (found.isAfter(after)) {
                return found;
            }
        }
    }

    private LocalDateTime following(LocalDateTime after) {
        return nextLocal(after).orElseThrow(() -> new IllegalStateException("a cron expression that never comes"));
    }

    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        LocalDateTime from = after.withNano(0).plusSeconds(1);
        LocalDate date = from.toLocalDate();
        LocalTime least = from.toLocalTime();
        for (int days = 0; days < MOST_DAYS; days++) {
            if (fits(date)) {
                Optional<LocalTime> time = nextTime(least);
                if (time.isPresent()) {
                    return Optional.of(date.atTime(time.get()));
                }
            }
            date = date.plusDays(1);
            least = LocalTime.MIDNIGHT;
        }
        return Optional.empty();
    }

    private boolean fits(LocalDate date) {
        if (!month.fits(date.getMonthValue())) {
            return false;
        }
        boolean dayFits = day.fits(date.getDayOfMonth());
        boolean weekdayFits = weekday.fits(date.getDayOfWeek().getValue() % 7);
        return (day.wild() || weekday.wild()) ? dayFits && weekdayFits : dayFits || weekdayFits;
    }

    private Optional<LocalTime> nextTime(LocalTime least) {
        for (int h = hour.atOrAfter(least.getHour()); h >= 0; h = hour.atOrAfter(h + 1)) {
            boolean sameHour = h == least.getHour();
            for (int m = minute.atOrAfter(sameHour ? least.getMinute() : 0); m >= 0; m = minute.atOrAfter(m + 1)) {
                int s = second.atOrAfter(sameHour && m == least.getMinute() ? least.getSecond() : 0);
                if (s >= 0) {
                    return Optional.of(LocalTime.of(h, m, s));
                }
            }
        }
        return Optional.empty();
    }
}

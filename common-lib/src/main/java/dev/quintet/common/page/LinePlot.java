package dev.quintet.common.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line plot as SVG, readable without scripts, in light and dark. */
public final class LinePlot {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 260;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 34;
    private static final int BOTTOM = 42;
    private static final int GRID_LINES = 5;

    /**
     * A line.
     *
     * @param name in the legend
     * @param values one for each x; NaN leaves a gap
     */
    private record Line(String name, List<Double> values) {}

    /** A stretch of the x axis that is shaded. */
    private record Band(double from, double to, String text) {}

    /**
     * A mark below the x axis.
     *
     * @param x where
     * @param text what it says
     */
    public record Mark(double x, String text) {}

    private final String title;
    private final String unit;
    private final List<Double> x;
    private final List<Mark> marks;
    private final List<Line> lines = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    /**
     * @param unit of the y axis; empty = none is shown
     * @param x positions, ascending
     */
    public LinePlot(String title, String unit, List<Double> x, List<Mark> marks) {
        this.title = title;
        this.unit = unit;
        this.x = List.copyOf(x);
        this.marks = List.copyOf(marks);
    }

    /** Evenly spaced marks for seconds from 0 to {@code end}. */
    public static List<Mark> seconds(double end) {
        double step = niceStep(Math.max(1, end), 8);
        List<Mark> marks = new ArrayList<>();
        for (double at = 0; at <= end; at += step) {
            marks.add(new Mark(at, Html.number(at) + " s"));
        }
        return marks;
    }

    /** @param values one for each x; NaN leaves a gap */
    public LinePlot line(String name, List<Double> values) {
        lines.add(new Line(name, values));
        return this;
    }

    /**
     * Shades a stretch of the x axis.
     *
     * @param text shown where a pointer rests on it
     */
    public LinePlot band(double from, double to, String text) {
        bands.add(new Band(from, to, text));
        return this;
    }

    /** The plot as an element of a page. */
    public String svg() {
        double top = lines.stream()
                .flatMap(line -> line.values().stream())
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double step = niceStep(top <= 0 ? 1 : top, GRID_LINES);
        double max = Math.ceil((top <= 0 ? 1 : top) / step) * step;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>%n<text class='title' x='%d' y='18'>%s</text>%n",
                WIDTH,
                HEIGHT,
                Html.text(title),
                LEFT,
                Html.text(unit.isEmpty() ? title : title + " (" + unit + ")")));
        for (double y = 0; y <= max + step / 2; y += step) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class='grid' d='M%d %.1f H%d'/><text class='tick' x='%d' y='%.1f' text-anchor='end'>%s</text>%n",
                    LEFT,
                    yOf(y, max),
                    WIDTH - RIGHT,
                    LEFT - 6,
                    yOf(y, max) + 4,
                    Html.number(y)));
        }
        for (Band band : bands) {
            double from = Math.max(LEFT, xOf(band.from()));
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class='band' x='%.1f' y='%d' width='%.1f' height='%d'><title>%s</title></rect>%n",
                    from,
                    TOP,
                    Math.max(1, Math.min(WIDTH - RIGHT, xOf(band.to())) - from),
                    HEIGHT - BOTTOM - TOP,
                    Html.text(band.text())));
        }
        for (Mark mark : marks) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class='tick' x='%.1f' y='%d' text-anchor='middle'>%s</text>%n",
                    xOf(mark.x()),
                    HEIGHT - BOTTOM + 18,
                    Html.text(mark.text())));
        }
        for (int i = 0; i < lines.size(); i++) {
            svg.append(path(lines.get(i), i, max));
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class='line l%d' d='M%d %d h18'/><text class='tick' x='%d' y='%d'>%s</text>%n",
                    i,
                    LEFT + i * 110,
                    HEIGHT - 10,
                    LEFT + i * 110 + 23,
                    HEIGHT - 6,
                    Html.text(lines.get(i).name())));
        }
        return svg.append("</svg>\n").toString();
    }

    private String path(Line line, int number, double max) {
        StringBuilder path = new StringBuilder("<path class='line l" + number + "' d='");
        boolean gap = true;
        for (int i = 0; i < x.size(); i++) {
            double value = line.values().get(i);
            if (Double.isFinite(value)) {
                path.append(
                        String.format(Locale.ROOT, "%s%.1f %.1f ", gap ? "M" : "L", xOf(x.get(i)), yOf(value, max)));
            }
            gap = !Double.isFinite(value);
        }
        return path.append("'/>\n").toString();
    }

    private double xOf(double value) {
        double from = Math.min(0, x.isEmpty() ? 0 : x.get(0));
        double to = x.isEmpty() ? 1 : x.get(x.size() - 1);
        return LEFT + (WIDTH - LEFT - RIGHT) * (value - from) / Math.max(1e-9, to - from);
    }

    private static double yOf(double value, double max) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / max;
    }

    /** 1, 2 or 5 times a power of ten that divides a range in about so many steps. */
    private static double niceStep(double range, int steps) {
        double raw = range / steps;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double part = raw / power;
        return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
    }
}

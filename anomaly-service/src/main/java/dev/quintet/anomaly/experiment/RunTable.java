package dev.quintet.anomaly.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.common.api.anomaly.ExperimentRunView;

/**
 * A node's run as a table, in the shape of DBSherlock's runs: {@code second, state}, then the metrics. A cell is empty
 * where nothing was measured.
 */
@Singleton
class RunTable {
    private final RecordingStore recordings;
    private final MetricCatalog catalog;

    RunTable(RecordingStore recordings, MetricCatalog catalog) {
        this.recordings = recordings;
        this.catalog = catalog;
    }

    /**
     * Writes the table, row by row; its head alone if nothing was recorded.
     *
     * @throws UncheckedIOException if the reader is gone
     */
    void write(String experiment, ExperimentRunView run, String node, Writer out) {
        Labels labels = new Labels(run);
        RunSeconds seconds = new RunSeconds(run);
        boolean[] begun = new boolean[1];
        recordings.eachSample(experiment, run.number(), node, sample -> {
            if (!begun[0]) {
                begun[0] = true;
                head(out, sample.names());
            }
            row(out, seconds.add(sample.sample()), labels, node);
        });
        if (!begun[0]) {
            head(out, catalog.metrics().stream().map(Metric::name).toList());
        }
        row(out, seconds.end(), labels, node);
    }

    private static void head(Writer out, List<String> metrics) {
        line(out, "second,state," + String.join(",", metrics));
    }

    private static void row(Writer out, Optional<RunSeconds.Row> row, Labels labels, String node) {
        row.ifPresent(second -> {
            StringBuilder line = new StringBuilder()
                    .append(second.number())
                    .append(',')
                    .append(labels.of(node, second.time()).name().toLowerCase(Locale.ROOT));
            second.values().forEach(value -> line.append(',').append(cell(value)));
            line(out, line.toString());
        });
    }

    private static String cell(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }

    private static void line(Writer out, String line) {
        try {
            out.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The causes on a node, in the order in which they began, joined by {@code +}; empty if there were none. */
    static String causes(ExperimentRunView run, String node) {
        List<String> causes = new Labels(run)
                .on(node).stream()
                        .sorted((one, other) -> one.startTime().compareTo(other.startTime()))
                        .map(fault -> fault.type())
                        .distinct()
                        .toList();
        return String.join("+", causes);
    }
}

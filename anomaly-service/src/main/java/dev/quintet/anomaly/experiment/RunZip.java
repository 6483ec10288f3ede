package dev.quintet.anomaly.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.inject.Singleton;

import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentView;

/**
 * All tables of an experiment in folders, for the offline evaluation: {@code single/} the runs of nodes with one cause,
 * {@code compound/} with several at once, named by cause and number, and {@code others/} the nodes that were not hit.
 */
@Singleton
class RunZip {
    private final RunTable tables;
    private final RecordingStore recordings;

    RunZip(RunTable tables, RecordingStore recordings) {
        this.tables = tables;
        this.recordings = recordings;
    }

    void write(ExperimentView experiment, OutputStream out) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ExperimentRunView run : experiment.runs()) {
                for (String node : recordings.nodes(experiment.id(), run.number())) {
                    zip.putNextEntry(new ZipEntry(name(run, node, numbers)));
                    Writer writer = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
                    tables.write(experiment.id(), run, node, writer);
                    writer.flush();
                    zip.closeEntry();
                }
            }
        }
    }

    private static String name(ExperimentRunView run, String node, Map<String, Integer> numbers) {
        String causes = RunTable.causes(run, node);
        if (causes.isEmpty()) {
            return String.format(Locale.ROOT, "others/%s-%02d.csv", node, run.number());
        }
        int number = numbers.merge(causes, 1, Integer::sum);
        return causes.contains("+")
                ? String.format(Locale.ROOT, "compound/%s--%02d.csv", causes, number)
                : String.format(Locale.ROOT, "single/%s-%02d.csv", causes, number);
    }
}

package dev.quintet.workload.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;

/** A run's result in files' formats, written report by report. */
@Singleton
class RunExport {

    private static final double MICROS_PER_MILLI = 1000.0;

    private final RunArchive archive;
    private final ObjectMapper json;

    RunExport(RunArchive archive, ObjectMapper json) {
        this.archive = archive;
        this.json = json;
    }

    /** A {@link dev.quintet.common.api.workload.RunDocument}. */
    StreamingOutput json(String id) {
        RunView run = archive.get(id);
        return out -> {
            try (JsonGenerator generator = json.createGenerator(out)) {
                generator.writeStartObject();
                generator.writeObjectField("run", run);
                generator.writeArrayFieldStart("reports");
                archive.eachReport(id, report -> write(generator, report));
                generator.writeEndArray();
                generator.writeEndObject();
            }
        };
    }

    private static void write(JsonGenerator generator, RunReport report) {
        try {
            generator.writeObject(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@link CsvReport}. */
    StreamingOutput csv(String id) {
        archive.get(id);
        return out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(CsvReport.HEADER);
            archive.eachReport(id, report -> {
                try {
                    writer.write(CsvReport.lines(report));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.flush();
        };
    }

    /** {@link HtmlReport}. */
    StreamingOutput html(String id) {
        RunView run = archive.get(id);
        Optional<Histogram> latency = archive.knownLatency(id);
        return out -> {
            Timeline timeline = new Timeline();
            archive.eachReport(id, timeline::add);
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(new HtmlReport(run, timeline.points(), latency).page());
            writer.flush();
        };
    }

    /** HdrHistogram's percentile distribution in milliseconds, for its plotter. */
    StreamingOutput hgrm(String id) {
        archive.get(id);
        Histogram latency = archive.latency(id);
        return (OutputStream out) -> {
            PrintStream printer = new PrintStream(out, false, StandardCharsets.UTF_8);
            latency.outputPercentileDistribution(printer, MICROS_PER_MILLI);
            printer.flush();
        };
    }
}

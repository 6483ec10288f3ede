package dev.quintet.workload.run;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.common.event.SuiteEvents;

/** Tells the suite's feed about workloads: {@code workload.started, phase, stopped, failed}. */
@Singleton
public class RunEvents implements RunListener {

    private final SuiteEvents events;

    public RunEvents(SuiteEvents events) {
        this.events = events;
    }

    @Override
    public void started(RunView run) {
        publish("workload.started", run, "began", subject(run));
    }

    @Override
    public void phase(RunView run, RunReport report) {
        Map<String, Object> data = subject(run);
        data.put("phase", report.phase());
        data.put("warmup", report.warmup());
        data.put("threads", report.threads());
        data.put("rate", report.rate());
        publish("workload.phase", run, "is in " + (report.warmup() ? "its warm-up" : "phase " + report.phase()), data);
    }

    @Override
    public void ended(RunView run, Histogram latency) {
        boolean failed = run.status().equals(RunStatus.FAILED.label());
        Map<String, Object> data = subject(run);
        data.put("status", run.status());
        publish(failed ? "workload.failed" : "workload.stopped", run, run.status() + ": " + run.message(), data);
    }

    private void publish(String kind, RunView run, String what, Map<String, Object> data) {
        if (run.kind().equals("workload")) {
            events.publish(kind, run.id(), run.type() + " on " + run.target() + " " + what, data);
        }
    }

    private static Map<String, Object> subject(RunView run) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", run.type());
        data.put("target", run.target());
        data.put("nodes", run.nodes());
        data.put("threads", run.threads());
        Object rate = run.options().get("rate");
        data.put("rate", rate == null ? 0 : rate);
        return data;
    }
}

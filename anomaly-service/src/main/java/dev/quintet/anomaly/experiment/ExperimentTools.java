package dev.quintet.anomaly.experiment;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import dev.quintet.anomaly.detection.DetectionConfig;
import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.diagnosis.Diagnoser;
import dev.quintet.anomaly.fault.FaultService;
import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.workload.Workloads;
import dev.quintet.common.api.anomaly.ExperimentRunView;

/** What running experiments work with. */
@Singleton
class ExperimentTools {
    private static final int INJECTING = 16;

    private final FaultService faults;
    private final FaultWindows windows;
    private final MetricStore metrics;
    private final RankStore ranks;
    private final Diagnoser diagnoser;
    private final DetectionConfig detection;
    private final ExecutorService workers = Executors.newFixedThreadPool(INJECTING, task -> {
        Thread thread = new Thread(task, "experiment-faults");
        thread.setDaemon(true);
        return thread;
    });

    /** No more threads than experiments that run. */
    private final ExecutorService writers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "experiment-writes");
        thread.setDaemon(true);
        return thread;
    });

    private final Calm calm;
    private final RecordingStore recordings;
    private final ExperimentStore experiments;
    private final Workloads workloads;
    private final ExperimentConfig config;
    private final Clock clock;

    ExperimentTools(
            FaultService faults,
            FaultWindows windows,
            MetricStore metrics,
            RankStore ranks,
            Diagnoser diagnoser,
            DetectionConfig detection,
            Calm calm,
            RecordingStore recordings,
            ExperimentStore experiments,
            Workloads workloads,
            ExperimentConfig config,
            Clock clock) {
        this.faults = faults;
        this.windows = windows;
        this.metrics = metrics;
        this.ranks = ranks;
        this.diagnoser = diagnoser;
        this.detection = detection;
        this.calm = calm;
        this.recordings = recordings;
        this.experiments = experiments;
        this.workloads = workloads;
        this.config = config;
        this.clock = clock;
    }

    Drill drill(String experiment, ExperimentPlan plan, RunNotes notes) {
        DrillFaults reserved = new ReservedFaults(faults, windows, experiment);
        return new Drill(plan, config.settle(), reserved, now -> calm.at(plan.nodes(), now), workers, clock, notes);
    }

    RunRecorder recorder(String experiment, ExperimentPlan plan, int run) {
        return new RunRecorder(experiment, run, plan.nodes(), metrics, ranks, diagnoser, recordings, clock);
    }

    RunJudge judge(ExperimentRunView run, Recording recording) {
        return new RunJudge(run, recording, detection.alarm());
    }

    Executor writers() {
        return writers;
    }

    RecordingStore recordings() {
        return recordings;
    }

    ExperimentStore experiments() {
        return experiments;
    }

    Workloads workloads() {
        return workloads;
    }

    ExperimentConfig config() {
        return config;
    }

    Clock clock() {
        return clock;
    }

    @PreDestroy
    void close() {
        workers.shutdownNow();
        writers.shutdownNow();
    }
}

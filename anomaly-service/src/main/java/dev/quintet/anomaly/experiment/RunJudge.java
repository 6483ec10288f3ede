package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.quintet.anomaly.experiment.Recording.Diagnosed;
import dev.quintet.anomaly.experiment.Recording.Rank;
import dev.quintet.anomaly.run.RowState;
import dev.quintet.common.api.anomaly.Diagnosis;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.FaultVerdict;
import dev.quintet.common.api.anomaly.WorkloadImpact;

/** Holds what detection and diagnosis said of a run against its labels. */
final class RunJudge {
    private static final int NAMED = 3;

    private final ExperimentRunView run;
    private final Recording recording;
    private final double alarm;
    private final Labels labels;

    /** @param alarm the rank from which on an alarm is told; it ends below half of it */
    RunJudge(ExperimentRunView run, Recording recording, double alarm) {
        this.run = run;
        this.recording = recording;
        this.alarm = alarm;
        this.labels = new Labels(run);
    }

    ExperimentRunView judge() {
        int falseAlarms = 0;
        int spreadAlarms = 0;
        long calm = 0;
        for (String node : recording.ranks().keySet()) {
            List<Rank> ranks = recording.ranks().get(node);
            for (Instant onset : onsets(ranks)) {
                if (run.faults().stream().noneMatch(fault -> Labels.felt(fault, onset))) {
                    falseAlarms++;
                } else if (labels.on(node).stream().noneMatch(fault -> Labels.felt(fault, onset))) {
                    spreadAlarms++;
                }
            }
            calm += ranks.stream()
                    .filter(rank -> labels.of(node, rank.time()) == RowState.NORMAL)
                    .map(rank -> rank.time().getEpochSecond())
                    .distinct()
                    .count();
        }
        List<LoadSecond> load = recording.load().stream().map(LoadSecond::of).toList();
        return new ExperimentRunView(
                run.number(),
                run.status(),
                run.message(),
                run.startedAt(),
                run.baselineAt(),
                run.faultsAt(),
                run.cooldownAt(),
                run.endedAt(),
                run.workloadRun(),
                run.faults().stream().map(this::verdict).toList(),
                falseAlarms,
                spreadAlarms,
                calm,
                impact(load, time -> run.faults().stream().anyMatch(fault -> Labels.inForce(fault, time))));
    }

    /** When alarms began, from the baseline on. */
    private List<Instant> onsets(List<Rank> ranks) {
        List<Instant> onsets = new ArrayList<>();
        boolean alarmed = false;
        for (Rank rank : ranks) {
            boolean now = alarmed ? rank.value() >= alarm / 2 : rank.value() >= alarm;
            if (now && !alarmed && run.baselineAt() != null && !rank.time().isBefore(run.baselineAt())) {
                onsets.add(rank.time());
            }
            alarmed = now;
        }
        return onsets;
    }

    private FaultVerdict verdict(FaultVerdict fault) {
        Optional<Instant> alarmAt = recording.ranks().getOrDefault(fault.target(), List.of()).stream()
                .filter(rank -> rank.value() >= alarm && Labels.inForce(fault, rank.time()))
                .map(Rank::time)
                .findFirst();
        List<Diagnosis> said = lastWhile(fault);
        Integer place = place(fault, said);
        return new FaultVerdict(
                fault.id(),
                fault.type(),
                fault.target(),
                fault.severity(),
                fault.startTime(),
                fault.endTime(),
                alarmAt.isPresent(),
                alarmAt.map(at -> Duration.between(fault.startTime(), at).toMillis() / 1e3)
                        .orElse(null),
                place,
                place != null && place == 1,
                place != null && place <= NAMED,
                said.isEmpty() ? null : said.get(0).node() + " " + said.get(0).type(),
                impact(
                        recording.load().stream()
                                .map(report -> LoadSecond.of(report, fault.target()))
                                .toList(),
                        time -> Labels.inForce(fault, time)));
    }

    private List<Diagnosis> lastWhile(FaultVerdict fault) {
        List<Diagnosis> last = List.of();
        for (Diagnosed diagnosed : recording.diagnoses()) {
            if (Labels.inForce(fault, diagnosed.time())
                    && !diagnosed.diagnoses().isEmpty()) {
                last = diagnosed.diagnoses();
            }
        }
        return last;
    }

    /** How many wrong guesses come before the right one, and one; null if it is not there. */
    private Integer place(FaultVerdict fault, List<Diagnosis> said) {
        int place = 1;
        for (Diagnosis diagnosis : said) {
            if (names(diagnosis, fault)) {
                return place;
            }
            if (run.faults().stream().noneMatch(other -> names(diagnosis, other) && overlap(fault, other))) {
                place++;
            }
        }
        return null;
    }

    private static boolean names(Diagnosis diagnosis, FaultVerdict fault) {
        return diagnosis.node().equals(fault.target()) && diagnosis.type().equals(fault.type());
    }

    private static boolean overlap(FaultVerdict one, FaultVerdict other) {
        return Labels.inForce(one, other.startTime()) || Labels.inForce(other, one.startTime());
    }

    private WorkloadImpact impact(List<LoadSecond> load, Predicate<Instant> during) {
        return run.faultsAt() == null
                ? null
                : LoadImpact.of(load, run.baselineAt(), run.faultsAt(), during).orElse(null);
    }
}

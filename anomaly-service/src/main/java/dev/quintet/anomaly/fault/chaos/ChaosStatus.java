package dev.quintet.anomaly.fault.chaos;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What Chaos Mesh says of a resource. Only what is used here. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ChaosStatus(List<Condition> conditions, Experiment experiment) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Condition(String type, String status, String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Experiment(String desiredPhase, List<ContainerRecord> containerRecords) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContainerRecord(
            String id,
            String selectorKey,
            String phase,
            int injectedCount,
            int recoveredCount,
            @JsonProperty("events") List<Event> events) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Event(String type, String operation, String message, String timestamp) {}

    boolean is(String condition, String status) {
        return conditions != null
                && conditions.stream()
                        .anyMatch(each -> condition.equals(each.type()) && status.equalsIgnoreCase(each.status()));
    }

    boolean allInjected() {
        return is("AllInjected", "True");
    }

    /** Its duration is over, and nothing is left in its pods. */
    boolean over() {
        return is("AllRecovered", "True") && experiment != null && "Stop".equals(experiment.desiredPhase());
    }

    /** When it was in force in the last of its pods. */
    Optional<Instant> injectedAt() {
        return events().filter(event -> "Apply".equals(event.operation()) && "Succeeded".equals(event.type()))
                .flatMap(event -> time(event.timestamp()).stream())
                .max(Comparator.naturalOrder());
    }

    /** Why the last attempt failed. */
    Optional<String> failure() {
        return events().filter(event -> "Failed".equals(event.type()) && event.message() != null)
                .map(Event::message)
                .reduce((first, last) -> last);
    }

    private Stream<Event> events() {
        if (experiment == null || experiment.containerRecords() == null) {
            return Stream.empty();
        }
        return experiment.containerRecords().stream()
                .flatMap(each -> each.events() == null ? Stream.empty() : each.events().stream());
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

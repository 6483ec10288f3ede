package dev.quintet.workload.run;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.quarkus.arc.All;

import dev.quintet.common.api.workload.WorkloadType;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** The workload types there are. */
@Singleton
public class Workloads {

    private final List<Workload> types;

    public Workloads(@All List<Workload> types) {
        this.types = types.stream().sorted(Comparator.comparing(Workload::type)).toList();
    }

    /**
     * The type of a request.
     *
     * @throws ProblemException 422 that lists the types
     */
    public Workload get(String type) {
        return types.stream()
                .filter(known -> known.type().equals(type))
                .findFirst()
                .orElseThrow(() -> {
                    String allowed = types.stream().map(Workload::type).collect(Collectors.joining(", "));
                    return ProblemException.invalid(List.of(FieldError.body("type", "must be one of: " + allowed)));
                });
    }

    /** All types with all their options. */
    public List<WorkloadType> views() {
        return types.stream()
                .map(type -> new WorkloadType(type.type(), type.title(), options(type)))
                .toList();
    }

    private static List<WorkloadType.Option> options(Workload type) {
        return RunOptions.of(type).stream().map(OptionSpec::view).toList();
    }
}

package dev.quintet.gateway.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.quintet.common.api.gateway.SuiteHealth;
import dev.quintet.common.api.gateway.SuiteHealth.EngineHealth;
import dev.quintet.common.api.gateway.SuiteHealth.Instances;
import dev.quintet.common.api.gateway.SuiteHealth.ServiceHealth;

/** Makes one picture of what the instances and engines said. */
final class Aggregate {
    private Aggregate() {}

    /**
     * @param reports by service, one an instance
     * @param redis whether Redis answered the gateway
     */
    static SuiteHealth of(Map<String, List<InstanceReport>> reports, boolean redis) {
        Map<String, ServiceHealth> services = new LinkedHashMap<>();
        reports.forEach((name, instances) -> services.put(name, service(instances)));
        Map<String, EngineHealth> engines = new LinkedHashMap<>();
        engines.put("redis", new EngineHealth(redis ? SuiteHealth.UP : SuiteHealth.DOWN, List.of("gateway")));
        engines.putAll(engines(reports));
        return new SuiteHealth(status(services, engines), services, engines);
    }

    private static ServiceHealth service(List<InstanceReport> instances) {
        int ready = (int) instances.stream().filter(InstanceReport::ready).count();
        Double latency = instances.stream()
                .filter(InstanceReport::hasAnswered)
                .map(InstanceReport::latencyMs)
                .min(Double::compare)
                .orElse(null);
        return new ServiceHealth(partly(ready, instances.size()), latency, new Instances(ready, instances.size()));
    }

    private record Word(String service, boolean up) {}

    private static Map<String, EngineHealth> engines(Map<String, List<InstanceReport>> reports) {
        Map<String, List<Word>> words = new TreeMap<>();
        reports.forEach((service, instances) -> instances.forEach(report -> report.engines()
                .forEach((engine, up) -> words.computeIfAbsent(engine, first -> new ArrayList<>())
                        .add(new Word(service, up)))));
        Map<String, EngineHealth> engines = new LinkedHashMap<>();
        words.forEach((engine, said) -> {
            int up = (int) said.stream().filter(Word::up).count();
            List<String> by =
                    said.stream().map(Word::service).distinct().sorted().toList();
            engines.put(engine, new EngineHealth(partly(up, said.size()), by));
        });
        return engines;
    }

    private static String partly(int up, int all) {
        // None of none is down: a service without instances does nothing.
        return up == 0 ? SuiteHealth.DOWN : up == all ? SuiteHealth.UP : SuiteHealth.DEGRADED;
    }

    private static String status(Map<String, ServiceHealth> services, Map<String, EngineHealth> engines) {
        boolean allUp = services.values().stream()
                        .allMatch(service -> service.status().equals(SuiteHealth.UP))
                && engines.values().stream().allMatch(engine -> engine.status().equals(SuiteHealth.UP));
        boolean noService =
                services.values().stream().allMatch(service -> service.status().equals(SuiteHealth.DOWN));
        return allUp ? SuiteHealth.UP : noService ? SuiteHealth.DOWN : SuiteHealth.DEGRADED;
    }
}

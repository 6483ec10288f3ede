package dev.quintet.anomaly.fault.chaos;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Which pods are hit, as every Chaos Mesh resource says it.
 *
 * @param pods names by namespace; null = by labels
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PodSelector(List<String> namespaces, Map<String, String> labelSelectors, Map<String, List<String>> pods) {}

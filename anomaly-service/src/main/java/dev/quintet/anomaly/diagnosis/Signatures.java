package dev.quintet.anomaly.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.anomaly.metric.MetricGroup;

/** The causes known beforehand, from the resource {@code causes.json}. */
final class Signatures {
    private Signatures() {}

    static List<Signature> known() {
        try (InputStream in = Signatures.class.getResourceAsStream("/causes.json")) {
            Map<String, Map<MetricGroup, Double>> causes =
                    new ObjectMapper().readValue(in, new TypeReference<Map<String, Map<MetricGroup, Double>>>() {});
            return causes.entrySet().stream()
                    .map(cause -> new Signature(cause.getKey(), cause.getValue()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("causes.json cannot be read", e);
        }
    }
}

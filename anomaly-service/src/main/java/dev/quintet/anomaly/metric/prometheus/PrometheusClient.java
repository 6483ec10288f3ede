package dev.quintet.anomaly.metric.prometheus;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.anomaly.http.BoundedHttp;

/**
 * Asks Prometheus for ranges of values.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries">Range queries</a>
 */
final class PrometheusClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 8 << 20;

    private final URI url;
    private final Duration timeout;
    private final BoundedHttp http = new BoundedHttp(MOST_BYTES);

    PrometheusClient(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    /**
     * The last value of each series in the range, by the value of a label. Series without the label, and values that
     * are no finite numbers, are left out.
     *
     * @throws IOException with one line for a person, if there is no answer or not one of Prometheus
     */
    Map<String, Double> last(String query, String label, Instant from, Instant to, Duration step)
            throws IOException, InterruptedException {
        String base = url.toString().replaceAll("/+$", "");
        URI uri = URI.create(base + "/api/v1/query_range?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + "&start=" + from.toEpochMilli() / 1e3 + "&end=" + to.toEpochMilli() / 1e3 + "&step="
                + step.toMillis() / 1e3);
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).GET().build(), timeout);
        JsonNode root;
        try {
            root = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IOException("status " + answer.statusCode() + " and no JSON", e);
        }
        if (answer.statusCode() != 200 || !"success".equals(root.path("status").asText())) {
            throw new IOException(
                    "status " + answer.statusCode() + ": " + root.path("error").asText("no word of what is wrong"));
        }
        Map<String, Double> values = new HashMap<>();
        for (JsonNode series : root.path("data").path("result")) {
            String node = series.path("metric").path(label).asText("");
            double value = lastFinite(series.path("values"));
            if (!node.isEmpty() && Double.isFinite(value)) {
                values.put(node, value);
            }
        }
        return values;
    }

    private static double lastFinite(JsonNode values) {
        for (int i = values.size() - 1; i >= 0; i--) {
            double value = number(values.path(i).path(1).asText());
            if (Double.isFinite(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN; // "+Inf", or nonsense
        }
    }
}

package dev.quintet.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code docker-compose.yml} says of the services is true of the services. */
class ComposeTest {
    private static final List<String> SERVICES =
            List.of("gateway", "task", "backendify", "badge", "workload", "anomaly");
    private static final Pattern PROBE = Pattern.compile("/dev/tcp/127\\.0\\.0\\.1/(\\d+) && printf 'GET (\\S+) ");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)");

    private final JsonNode compose = Project.yaml("docker-compose.yml").get(0);

    ComposeTest() throws IOException {}

    static Stream<String> services() {
        return SERVICES.stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyVariableOfAServiceIsOneThatItHeeds(String name) throws IOException {
        ServiceSettings settings = ServiceSettings.of(name);
        assertThat(settings.heeds("QUINTET_NO_SUCH_SETTING")).isFalse();
        List<String> unknown = new ArrayList<>();
        service(name).path("environment").fieldNames().forEachRemaining(variable -> {
            if (!settings.heeds(variable)) {
                unknown.add(variable);
            }
        });
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsAskedForItsHealthWhereItListens(String name) throws IOException {
        Matcher probe = PROBE.matcher(
                service(name).path("healthcheck").path("test").path(3).asText());
        assertThat(probe.find()).isTrue();
        assertThat(Integer.parseInt(probe.group(1)))
                .isEqualTo(ServiceSettings.of(name).managementPort());
        assertThat(probe.group(2)).isIn("/q/health/ready", "/q/health/live");
    }

    @ParameterizedTest
    @MethodSource("services")
    void itsMetricsAreScrapedWhereItShowsThem(String name) throws IOException {
        List<String> targets = new ArrayList<>();
        Project.yaml("deploy/observability/prometheus/scrape.yml")
                .get(0)
                .path("scrape_configs")
                .path(0)
                .path("static_configs")
                .forEach(config -> targets.add(config.path("targets").path(0).asText()));
        assertThat(targets)
                .hasSize(SERVICES.size())
                .contains(name + ":" + ServiceSettings.of(name).managementPort());
        List<String> datadog = new ArrayList<>();
        Project.yaml("deploy/observability/datadog/openmetrics.yaml")
                .get(0)
                .path("instances")
                .forEach(instance ->
                        datadog.add(instance.path("openmetrics_endpoint").asText()));
        assertThat(datadog)
                .containsExactlyInAnyOrderElementsOf(targets.stream()
                        .map(target -> "http://" + target + "/q/metrics")
                        .toList());
    }

    @Test
    void theGatewayIsToldWhereEachServiceListens() throws IOException {
        JsonNode environment = service("gateway").path("environment");
        for (String name : SERVICES.subList(1, SERVICES.size())) {
            assertThat(environment
                            .path("QUINTET_GATEWAY_SERVICES_" + name.toUpperCase(Locale.ROOT) + "_URL")
                            .asText())
                    .isEqualTo("http://" + name + ":" + ServiceSettings.of(name).port());
        }
    }

    @Test
    void everyContainerIsBoundedAndOnlyTheGatewayAndTheDashboardsCanBeReached() {
        for (Map.Entry<String, JsonNode> service : compose.path("services").properties()) {
            JsonNode container = service.getValue();
            assertThat(container.hasNonNull("mem_limit")).as(service.getKey()).isTrue();
            assertThat(container.path("image").asText())
                    .as(service.getKey())
                    .matches("[a-z./-]+:(\\$\\{QUINTET_VERSION:-[^}]+}|v?[0-9][0-9.]*(-lts)?)");
            assertThat(container.has("ports"))
                    .as(service.getKey())
                    .isEqualTo(List.of("gateway", "grafana").contains(service.getKey()));
            container.path("ports").forEach(port -> assertThat(port.asText())
                    .matches("(127\\.0\\.0\\.1|\\$\\{QUINTET_ADDRESS:-127\\.0\\.0\\.1}):\\$\\{[A-Z_]+:-\\d+}:\\d+"));
            for (JsonNode volume : container.path("volumes")) {
                String source = volume.asText().split(":", 2)[0];
                if (source.startsWith(".")) {
                    assertThat(Project.folder().resolve(source)).exists();
                } else {
                    assertThat(compose.path("volumes").has(source)).as(source).isTrue();
                }
            }
        }
    }

    @Test
    void whoWaitsForHealthWaitsForSomebodyWhoIsAskedForIt() {
        for (JsonNode service : compose.path("services")) {
            for (Map.Entry<String, JsonNode> needed : service.path("depends_on").properties()) {
                assertThat(compose.path("services").path(needed.getKey()).has("healthcheck"))
                        .as(needed.getKey())
                        .isTrue();
            }
        }
    }

    @Test
    void theExampleOfTheEnvironmentNamesEveryVariable() throws IOException {
        TreeSet<String> used = new TreeSet<>();
        Matcher variable = VARIABLE.matcher(Files.readString(Project.folder().resolve("docker-compose.yml")));
        while (variable.find()) {
            used.add(variable.group(1));
        }
        TreeSet<String> offered = new TreeSet<>();
        for (String line : Files.readAllLines(Project.folder().resolve(".env.example"))) {
            if (line.matches("#?[A-Z_]+=.*")) {
                offered.add(line.replaceAll("#?([A-Z_]+)=.*", "$1"));
            }
        }
        assertThat(offered).isEqualTo(used);
    }

    private JsonNode service(String name) {
        return compose.path("services").path(name);
    }
}

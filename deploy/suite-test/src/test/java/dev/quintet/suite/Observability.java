package dev.quintet.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.Yaml;

/** Which metrics the dashboards and the alert rules ask for. */
final class Observability {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stands in a query and is no metric's name: texts, labels, ranges, functions, template variables. */
    private static final List<Pattern> NO_METRIC = List.of(
            Pattern.compile("\"[^\"]*\""),
            Pattern.compile("\\{[^}]*}"),
            Pattern.compile("\\[[^]]*]"),
            Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)"),
            Pattern.compile("\\b[a-z_0-9]+\\s*(?=\\()"),
            Pattern.compile("\\b(and|or|unless)\\b"));

    private static final Pattern NAME = Pattern.compile("\\b[a-z_][a-z_0-9:]*");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\(([a-z_0-9]+), [a-z_]+\\)");

    /** A metric in a query of Datadog. */
    private static final Pattern DATADOG = Pattern.compile("\\b[a-z0-9]+:([a-z_.]+)\\{");

    private final Path folder;

    /** @param project its folder */
    Observability(Path project) {
        this.folder = project.resolve("deploy/observability");
    }

    /** Every query, by where it stands. */
    Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        try (Stream<Path> dashboards = Files.list(folder.resolve("grafana/dashboards"))) {
            for (Path file : dashboards.sorted().toList()) {
                JsonNode dashboard = JSON.readTree(file.toFile());
                String name = file.getFileName().toString();
                for (JsonNode query : dashboard.findValues("expr")) {
                    queries.put(name + ": " + query.asText(), query.asText());
                }
                for (JsonNode variable : dashboard.path("templating").path("list")) {
                    String query = variable.path("query").asText();
                    queries.put(name + ": " + query, LABEL_VALUES.matcher(query).replaceAll("$1"));
                }
            }
        }
        for (JsonNode rule : rules()) {
            queries.put(
                    "rules.yml: " + rule.path("expr").asText(),
                    rule.path("expr").asText());
        }
        return queries;
    }

    /** The metrics that Datadog's dashboard asks for, by query, as the services name them. */
    Map<String, Set<String>> datadog() throws IOException {
        JsonNode check =
                JSON.valueToTree(new Yaml().load(Files.readString(folder.resolve("datadog/openmetrics.yaml"))));
        Map<String, String> scraped = new LinkedHashMap<>();
        for (JsonNode metric : check.at("/instances/0/metrics")) {
            metric.properties()
                    .forEach(name -> scraped.put("quintet." + name.getValue().asText(), name.getKey()));
        }
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (JsonNode query :
                JSON.readTree(folder.resolve("datadog/dashboard.json").toFile()).findValues("query")) {
            if (query.isTextual()) {
                names.put(
                        "datadog: " + query.asText(),
                        DATADOG.matcher(query.asText())
                                .results()
                                .map(metric -> scrapedName(metric.group(1), scraped))
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return names;
    }

    /** The Agent strips the count and the sum of a distribution to its name; the check has no other suffixes. */
    private static String scrapedName(String asked, Map<String, String> scraped) {
        String suffix = asked.replaceFirst(".*(\\.count|\\.sum)$", "$1");
        if (scraped.containsKey(asked)) {
            String name = scraped.get(asked);
            return name.endsWith("_seconds") ? name + "_count" : name;
        }
        String base = asked.substring(0, asked.length() - suffix.length());
        return scraped.getOrDefault(base, "(not scraped) " + asked) + suffix.replace('.', '_');
    }

    /** The names that recording rules give, and that every scrape has. */
    Set<String> recorded() throws IOException {
        Set<String> names = new TreeSet<>(Set.of("up"));
        rules().forEach(rule -> names.add(rule.path("record").asText()));
        return names;
    }

    private List<JsonNode> rules() throws IOException {
        JsonNode file = JSON.valueToTree(new Yaml().load(Files.readString(folder.resolve("prometheus/rules.yml"))));
        return file.path("groups").findValues("rules").stream()
                .flatMap(rules -> rules.valueStream())
                .toList();
    }

    /** The metrics that a query of PromQL names. */
    static Set<String> metricsOf(String query) {
        String rest = query;
        for (Pattern pattern : NO_METRIC) {
            rest = pattern.matcher(rest).replaceAll(" ");
        }
        return NAME.matcher(rest).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}

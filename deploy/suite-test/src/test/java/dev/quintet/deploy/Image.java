package dev.quintet.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** An image as a registry gives it away. */
final class Image {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private final String repository;
    private final JsonNode manifest;
    private final JsonNode config;

    private Image(String repository, JsonNode manifest, JsonNode config) {
        this.repository = repository;
        this.manifest = manifest;
        this.config = config;
    }

    /** @param registry host and port, spoken to by plain HTTP */
    static Image pull(String registry, String name, String tag) throws IOException, InterruptedException {
        String repository = "http://" + registry + "/v2/" + name;
        JsonNode manifest = JSON.readTree(get(repository + "/manifests/" + tag));
        String digest = manifest.at("/config/digest").asText();
        return new Image(repository, manifest, JSON.readTree(get(repository + "/blobs/" + digest)));
    }

    String user() {
        return setting("User").asText();
    }

    String folder() {
        return setting("WorkingDir").asText();
    }

    List<String> entrypoint() {
        List<String> words = new ArrayList<>();
        setting("Entrypoint").forEach(word -> words.add(word.asText()));
        return words;
    }

    List<String> ports() {
        List<String> ports = new ArrayList<>();
        setting("ExposedPorts").fieldNames().forEachRemaining(ports::add);
        return ports;
    }

    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : setting("Env")) {
            String[] parts = variable.asText().split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return environment;
    }

    /** When its configuration says that it was made. */
    String created() {
        return config.path("created").asText();
    }

    private JsonNode setting(String name) {
        return config.path("config").path(name);
    }

    /** What each layer holds, as {@code tar -tv} says it, unpacked into the folder one over the other. */
    List<String> unpack(Path into) throws IOException, InterruptedException {
        List<String> entries = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            Path archive = Files.createTempFile("layer-", ".tar.gz");
            try {
                Files.write(
                        archive,
                        get(repository + "/blobs/" + layer.path("digest").asText()));
                entries.addAll(tar("-tvzf", archive.toString(), "--numeric-owner"));
                tar("-xzf", archive.toString(), "-C", into.toString(), "--no-same-owner");
            } finally {
                Files.delete(archive);
            }
        }
        return entries;
    }

    private static List<String> tar(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tar", "--warning=no-unknown-keyword"));
        command.addAll(List.of(arguments));
        Process tar = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(tar.waitFor()).as(lines.toString()).isZero();
        return lines;
    }

    private static byte[] get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", MANIFEST)
                .build();
        HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        return answer.body();
    }
}

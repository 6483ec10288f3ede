package dev.quintet.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the project that say how it is deployed. */
final class Project {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Project() {}

    static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("quintet"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Every document of a YAML file of the project. */
    static List<JsonNode> yaml(String file) throws IOException {
        return yaml(folder().resolve(file));
    }

    /** Every document of a YAML file, anchors and merges resolved; a key that comes twice is an error. */
    static List<JsonNode> yaml(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(200);
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(Files.readString(file))) {
            documents.add(JSON.valueToTree(document));
        }
        return documents;
    }
}

package dev.quintet.anomaly.rank;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What lies beside a SavedModel as {@value #FILE}: how to feed it, and where it comes from.
 *
 * @param format {@value #FORMAT}
 * @param name for people
 * @param features the columns of the input {@code features}, in order
 * @param classes the columns of the output {@code causes}, in order; empty if it has none
 * @param training what it was trained on and how, for people
 * @param quality how good it was found on runs held back, for people
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RankModelMetadata(
        int format,
        String name,
        List<Feature> features,
        List<String> classes,
        Map<String, Object> training,
        Map<String, Object> quality) {
    public static final String FILE = "quintet-model.json";

    static final int FORMAT = 1;
    private static final int MOST_FEATURES = 2_000;
    private static final int MOST_CLASSES = 200;
    private static final int LONGEST_NAME = 100;
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.INDENT_OUTPUT);

    public RankModelMetadata {
        if (format != FORMAT) {
            throw new RankModelException("its format is " + format + ", not " + FORMAT);
        }
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new RankModelException("it has no name of up to " + LONGEST_NAME + " characters");
        }
        if (features == null || features.isEmpty() || features.size() > MOST_FEATURES || features.contains(null)) {
            throw new RankModelException("it does not name 1 to " + MOST_FEATURES + " features");
        }
        features = List.copyOf(features);
        if (classes != null
                && (classes.size() > MOST_CLASSES
                        || classes.contains(null)
                        || classes.stream().anyMatch(cause -> cause.isBlank() || cause.length() > LONGEST_NAME)
                        || new HashSet<>(classes).size() < classes.size())) {
            throw new RankModelException(
                    "its classes are more than " + MOST_CLASSES + ", not distinct or without name");
        }
        classes = classes == null ? List.of() : List.copyOf(classes);
    }

    /** @throws RankModelException if it is not such a file */
    static RankModelMetadata parse(byte[] json) {
        try {
            RankModelMetadata metadata =
                    MAPPER.readValue(new String(json, StandardCharsets.UTF_8), RankModelMetadata.class);
            if (metadata == null) {
                throw new RankModelException(FILE + " is empty");
            }
            return metadata;
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof RankModelException wrong) {
                throw new RankModelException(FILE + ": " + wrong.getMessage());
            }
            throw new RankModelException(FILE + ": " + place(e) + " is missing, unknown or of the wrong kind");
        } catch (JsonProcessingException e) {
            throw new RankModelException(
                    FILE + " is no JSON from line " + e.getLocation().getLineNr() + " on");
        }
    }

    private static String place(JsonMappingException e) {
        String place = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return place.isEmpty() ? "its content" : place.replaceAll("^\\.|\\p{Cntrl}", "");
    }

    /** The file's content. */
    public byte[] json() throws IOException {
        return MAPPER.writeValueAsBytes(this);
    }
}

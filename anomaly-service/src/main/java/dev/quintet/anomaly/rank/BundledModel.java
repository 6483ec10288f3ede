package dev.quintet.anomaly.rank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The model that comes with the service, made by the command {@code train} from the recorded drills beside the code. */
final class BundledModel {
    private static final String PLACE = "/models/anomaly_detector/";
    private static final List<String> FILES = List.of(
            RankModelMetadata.FILE,
            ModelFolder.GRAPH,
            "variables/variables.index",
            "variables/variables.data-00000-of-00001");

    private BundledModel() {}

    static RankModelMetadata metadata() {
        return RankModelMetadata.parse(read(RankModelMetadata.FILE));
    }

    static RankModel load() {
        try {
            Path folder = Files.createTempDirectory("quintet-bundled");
            try {
                Files.createDirectory(folder.resolve("variables"));
                for (String file : FILES) {
                    Files.write(folder.resolve(file), read(file));
                }
                return RankModel.load(folder);
            } finally {
                for (String file : FILES) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.deleteIfExists(folder.resolve("variables"));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new RankModelException("the bundled model cannot be unpacked: " + e.getMessage());
        }
    }

    private static byte[] read(String file) {
        try (InputStream in = BundledModel.class.getResourceAsStream(PLACE + file)) {
            if (in == null) {
                throw new IllegalStateException("the bundled model lacks " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

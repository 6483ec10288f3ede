package dev.quintet.anomaly.rank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Models of other makers: built by hand, with nothing of ours but the documented signature. */
final class HandMadeModel {
    static final String DESCRIPTION =
            """
            {"format": 1, "name": "by hand", "features": [
              {"metric": "cpu_percent", "form": "value", "center": 50, "scale": 25},
              {"metric": "memory_mib", "form": "value", "center": 200, "scale": 100}],
             "classes": [], "training": {"by": "hand"}, "quality": {}}
            """;

    private HandMadeModel() {}

    /** Its rank is the logistic of the sum of its features, without a second dimension. */
    static Path sum(Path folder) throws IOException {
        return write(folder, DESCRIPTION, "features", (tf, x) -> tf.math.sigmoid(tf.reduceSum(x, tf.constant(1))));
    }

    static Path write(
            Path folder, String description, String input, BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> rank)
            throws IOException {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));
            Variable<TFloat32> unused = tf.withName("unused").variable(tf.constant(1f)); // a model has variables
            session.initialize();
            SavedModelBundle.exporter(folder.toString())
                    .withTags("serve")
                    .withSession(session)
                    .withSignature(Signature.builder()
                            .key("serving_default")
                            .input(input, x)
                            .output(
                                    "rank",
                                    rank.apply(tf.withSubScope(unused.op().name()), x))
                            .build())
                    .export();
        }
        Files.writeString(folder.resolve("quintet-model.json"), description);
        return folder;
    }
}

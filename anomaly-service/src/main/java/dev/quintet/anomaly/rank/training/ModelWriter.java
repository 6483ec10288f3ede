package dev.quintet.anomaly.rank.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import dev.quintet.anomaly.rank.RankModel;
import dev.quintet.anomaly.rank.RankModelMetadata;

/** Writes trained weights as a SavedModel, and its description beside it. */
final class ModelWriter {
    private ModelWriter() {}

    /** @param folder is made; what a former model left there is replaced */
    static void write(Path folder, Weights weights, RankModelMetadata metadata) throws IOException {
        Files.createDirectories(folder);
        try (Graph graph = new Graph();
                Session session = new Session(graph, RankModel.ONE_THREAD)) {
            Signature signature = network(Ops.create(graph), weights);
            session.initialize();
            SavedModelBundle.exporter(folder.toString())
                    .withTags("serve")
                    .withSession(session)
                    .withSignature(signature)
                    .export();
        }
        Files.write(folder.resolve(RankModelMetadata.FILE), metadata.json());
    }

    private static Signature network(Ops tf, Weights weights) {
        Placeholder<TFloat32> features = tf.withName("features")
                .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, weights.hidden().length)));
        Operand<TFloat32> inner = tf.math.tanh(tf.math.add(
                tf.linalg.matMul(features, matrix(tf, weights.hidden())), vector(tf, weights.hiddenBias())));
        Operand<TFloat32> rank = tf.math.add(
                tf.math.add(
                        tf.linalg.matMul(inner, matrix(tf, weights.rank())),
                        tf.linalg.matMul(features, matrix(tf, weights.direct()))),
                vector(tf, weights.rankBias()));
        Operand<TFloat32> causes =
                tf.math.add(tf.linalg.matMul(inner, matrix(tf, weights.causes())), vector(tf, weights.causesBias()));
        return Signature.builder()
                .key("serving_default")
                .methodName("tensorflow/serving/predict")
                .input("features", features)
                .output("rank", tf.withName("rank").math.sigmoid(rank))
                .output("causes", tf.withName("causes").nn.softmax(causes))
                .build();
    }

    private static Operand<TFloat32> matrix(Ops tf, double[][] values) {
        float[][] floats = new float[values.length][];
        for (int row = 0; row < floats.length; row++) {
            floats[row] = floats(values[row]);
        }
        return tf.variable(tf.constant(StdArrays.ndCopyOf(floats)));
    }

    private static Operand<TFloat32> vector(Ops tf, double[] values) {
        return tf.variable(tf.constant(floats(values)));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

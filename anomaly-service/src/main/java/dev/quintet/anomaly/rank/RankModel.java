package dev.quintet.anomaly.rank;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;

/**
 * A SavedModel in memory. The first one loads TensorFlow's native library into the process, where it stays. Safe for use
 * by several threads; what is asked after {@link #close} is refused.
 */
public final class RankModel implements AutoCloseable {
    /** One thread: an answer is a few thousand multiplications, and pools would only hold memory. */
    public static final ConfigProto ONE_THREAD = ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(1)
            .setUsePerSessionThreads(false)
            .build();

    private static final RunOptions BOUNDED =
            RunOptions.newBuilder().setTimeoutInMs(2_000).build();

    private final RankModelMetadata metadata;
    private final long bytes;
    private final SavedModelBundle bundle;
    private final Session session;
    private final String input;
    private final List<String> outputs;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * What a model says.
     *
     * @param rank 0..1
     * @param causes the probability of each, highest first; empty if the model has none
     */
    public record Answer(double rank, Map<String, Double> causes) {}

    private RankModel(RankModelMetadata metadata, long bytes, SavedModelBundle bundle) {
        this.metadata = metadata;
        this.bytes = bytes;
        this.bundle = bundle;
        this.session = bundle.session();
        SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow(GraphRules.SIGNATURE);
        this.input = signature.getInputsOrThrow(GraphRules.INPUT).getName();
        Map<String, TensorInfo> named = signature.getOutputsMap();
        String rank = named.get(GraphRules.RANK).getName();
        this.outputs = metadata.classes().isEmpty()
                ? List.of(rank)
                : List.of(rank, named.get(GraphRules.CAUSES).getName());
    }

    /**
     * Loads what lies in a folder.
     *
     * @throws RankModelException with one line if it cannot be used, or TensorFlow not on this machine
     */
    public static RankModel load(Path folder) {
        try (ModelFolder files = ModelFolder.copyOf(folder)) {
            RankModelMetadata metadata = RankModelMetadata.parse(files.read(RankModelMetadata.FILE));
            GraphRules.check(files.read(ModelFolder.GRAPH), metadata);
            SavedModelBundle bundle = bundle(files.path());
            try {
                RankModel model = new RankModel(metadata, files.size(), bundle);
                model.answer(new float[metadata.features().size()]); // what cannot answer is not loaded
                return model;
            } catch (RuntimeException e) {
                bundle.close();
                throw e;
            }
        }
    }

    private static SavedModelBundle bundle(Path folder) {
        try {
            return SavedModelBundle.loader(folder.toString())
                    .withTags(GraphRules.TAG)
                    .withConfigProto(ONE_THREAD)
                    .load();
        } catch (LinkageError e) {
            throw new RankModelException("TensorFlow cannot be loaded on this machine (" + System.getProperty("os.name")
                    + ", " + System.getProperty("os.arch") + "): " + firstLine(e));
        } catch (RuntimeException e) {
            throw new RankModelException("TensorFlow cannot load it: " + firstLine(e));
        }
    }

    private static String firstLine(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("it does not say why");
    }

    public RankModelMetadata metadata() {
        return metadata;
    }

    /** Size of its files. */
    public long bytes() {
        return bytes;
    }

    /**
     * Asks it.
     *
     * @param features as {@link Features} makes them
     * @throws RankModelException if it is closed, fails, or does not answer with a number in 0..1
     */
    public Answer answer(float[] features) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new RankModelException("the model is closed");
            }
            return ask(features);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Answer ask(float[] features) {
        try (TFloat32 row = TFloat32.tensorOf(StdArrays.ndCopyOf(new float[][] {features}))) {
            Session.Runner runner = session.runner().setOptions(BOUNDED).feed(input, row);
            outputs.forEach(runner::fetch);
            try (Result result = runner.run()) {
                double rank = row(result.get(0), 1)[0];
                if (!(rank >= 0 && rank <= 1)) {
                    throw new RankModelException("its rank is " + rank + ", not a number in 0..1");
                }
                return new Answer(rank, outputs.size() == 1 ? Map.of() : causes(result.get(1)));
            }
        } catch (RankModelException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RankModelException("TensorFlow failed: " + firstLine(e));
        }
    }

    private Map<String, Double> causes(Tensor tensor) {
        List<String> classes = metadata.classes();
        double[] scores = row(tensor, classes.size());
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .collect(Collectors.toMap(
                        classes::get, i -> Math.max(0, Math.min(1, scores[i])), (a, b) -> a, LinkedHashMap::new));
    }

    private static double[] row(Tensor tensor, int width) {
        if (!(tensor instanceof TFloat32 floats) || floats.size() != width) {
            throw new RankModelException("it answers in the shape " + tensor.shape() + ", not [1, " + width + "]");
        }
        double[] values = new double[width];
        int[] next = new int[1];
        floats.scalars().forEach(scalar -> values[next[0]++] = scalar.getFloat());
        return values;
    }

    /** Waits for whoever is asking. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                bundle.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}

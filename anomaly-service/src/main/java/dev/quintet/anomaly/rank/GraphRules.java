package dev.quintet.anomaly.rank;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.protobuf.InvalidProtocolBufferException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * What a graph must be before TensorFlow is given it. A SavedModel is a program, and TensorFlow has operations that read
 * and write files: of what runs when it is loaded and asked only arithmetic is let through, and at first the restoring of
 * variables. What a trainer left beside that, such as saving, never runs. Needs no native library.
 */
final class GraphRules {
    static final String TAG = "serve";
    static final String SIGNATURE = "serving_default";
    static final String INPUT = "features";
    static final String RANK = "rank";
    static final String CAUSES = "causes";

    private static final int MOST_NODES = 20_000;

    private static final Set<String> ARITHMETIC = Set.of(
            ("Abs Add AddN AddV2 All Any ArgMax AvgPool BatchMatMul BatchMatMulV2 BatchMatMulV3 BiasAdd Cast ClipByValue"
                            + " Concat ConcatV2 Const Conv2D Cumsum DivNoNan Einsum Elu Equal Exp ExpandDims Expm1"
                            + " FloorDiv FusedBatchNormV3 Gather GatherV2 Greater GreaterEqual Identity IdentityN"
                            + " InvertPermutation IsFinite IsNan LeakyRelu Less LessEqual Log Log1p LogSoftmax LogicalAnd"
                            + " LogicalNot LogicalOr MatMul Max MaxPool Maximum Mean Min Minimum Mul Neg NoOp NotEqual"
                            + " Pack Placeholder PlaceholderWithDefault Pow Prod RealDiv Reciprocal Relu Relu6 Reshape"
                            + " Round Rsqrt Select SelectV2 Selu Shape Sigmoid Sign Slice Softmax Softplus Softsign Split"
                            + " SplitV Sqrt Square SquaredDifference Squeeze StopGradient StridedSlice Sub Sum Tanh"
                            + " Transpose Unpack Xdivy ZerosLike OnesLike ReadVariableOp VarHandleOp Variable VariableV2"
                            + " PartitionedCall StatefulPartitionedCall")
                    .split(" "));

    /** What else gives variables their values. */
    private static final Set<String> RESTORING = Set.of(
            "Assign", "AssignVariableOp", "RestoreV2", "RandomUniform", "RandomStandardNormal", "TruncatedNormal");

    private final MetaGraphDef graph;
    private final SignatureDef signature;
    private final Map<String, NodeDef> nodes = new HashMap<>();
    private final Map<String, FunctionDef> functions = new HashMap<>();

    private GraphRules(MetaGraphDef graph, SignatureDef signature) {
        this.graph = graph;
        this.signature = signature;
    }

    /** @throws RankModelException if the graph is not for us */
    static void check(byte[] savedModel, RankModelMetadata metadata) {
        SavedModel model;
        try {
            model = SavedModel.parseFrom(savedModel);
        } catch (InvalidProtocolBufferException e) {
            throw new RankModelException(ModelFolder.GRAPH + " is no SavedModel");
        }
        MetaGraphDef graph = model.getMetaGraphsList().stream()
                // As TensorFlow chooses: that with this tag and no other.
                .filter(each -> Set.copyOf(each.getMetaInfoDef().getTagsList()).equals(Set.of(TAG)))
                .findFirst()
                .orElseThrow(() -> new RankModelException("it has no graph with the tag " + TAG + " alone"));
        SignatureDef signature = graph.getSignatureDefMap().get(SIGNATURE);
        if (signature == null) {
            throw new RankModelException("it has no signature " + SIGNATURE);
        }
        new GraphRules(graph, signature).check(metadata);
    }

    private void check(RankModelMetadata metadata) {
        shape("input", INPUT, signature.getInputsMap(), metadata.features().size(), false);
        if (signature.getInputsCount() != 1) {
            throw new RankModelException("its signature has " + signature.getInputsCount() + " inputs, not one");
        }
        shape("output", RANK, signature.getOutputsMap(), 1, true);
        if (!metadata.classes().isEmpty()) {
            shape(
                    "output",
                    CAUSES,
                    signature.getOutputsMap(),
                    metadata.classes().size(),
                    false);
        }
        if (graph.getAssetFileDefCount() > 0) {
            throw new RankModelException("it needs files beside its variables");
        }
        index();
        runs(
                signature.getOutputsMap().values().stream()
                        .map(TensorInfo::getName)
                        .toList(),
                Set.of());
        runs(initial(), RESTORING);
    }

    /** A column of numbers a sample; of the rank one number may do without the column. */
    private static void shape(
            String what, String name, Map<String, TensorInfo> tensors, int width, boolean columnMayLack) {
        TensorInfo tensor = tensors.get(name);
        if (tensor == null) {
            throw new RankModelException("its signature has no " + what + " " + name);
        }
        TensorShapeProto shape = tensor.getTensorShape();
        boolean fits = !shape.getUnknownRank()
                && ((columnMayLack && shape.getDimCount() == 1)
                        || (shape.getDimCount() == 2 && shape.getDim(1).getSize() == width))
                && shape.getDim(0).getSize() <= 0;
        if (tensor.getDtype() != DataType.DT_FLOAT || !fits) {
            throw new RankModelException(
                    "the " + what + " " + name + " is not of 32-bit floats in the shape [-1, " + width + "]");
        }
    }

    private void index() {
        int count = graph.getGraphDef().getNodeCount();
        for (FunctionDef function : graph.getGraphDef().getLibrary().getFunctionList()) {
            count += function.getNodeDefCount();
            functions.put(function.getSignature().getName(), function);
        }
        if (count > MOST_NODES) {
            throw new RankModelException("it has more than " + MOST_NODES + " operations");
        }
        graph.getGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
    }

    /** What TensorFlow itself runs once when it loads the model. */
    private List<String> initial() {
        Deque<String> names = new ArrayDeque<>();
        if (graph.hasSaverDef()) {
            names.add(graph.getSaverDef().getRestoreOpName());
        }
        SignatureDef init = graph.getSignatureDefMap().get("__saved_model_init_op");
        if (init != null) {
            init.getOutputsMap().values().forEach(tensor -> names.add(tensor.getName()));
        }
        for (String collection : List.of("saved_model_main_op", "legacy_init_op")) {
            if (graph.containsCollectionDef(collection)) {
                names.addAll(
                        graph.getCollectionDefOrThrow(collection).getNodeList().getValueList());
            }
        }
        return List.copyOf(names);
    }

    /** Follows what has to run for these, and lets only arithmetic through, and what else is given. */
    private void runs(Collection<String> ends, Set<String> also) {
        Deque<String> open = new ArrayDeque<>(ends);
        Set<String> seen = new HashSet<>();
        Set<String> functionsSeen = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.pop().replaceFirst("^\\^", "").replaceFirst(":\\d+$", "");
            NodeDef node = nodes.get(name);
            if (node == null || !seen.add(name)) {
                continue;
            }
            allowed(node, also, functionsSeen);
            open.addAll(node.getInputList());
        }
    }

    private void allowed(NodeDef node, Set<String> also, Set<String> functionsSeen) {
        String op = node.getOp();
        if (functions.containsKey(op) || (!ARITHMETIC.contains(op) && !also.contains(op))) {
            throw new RankModelException(
                    "it uses the operation " + op.replaceAll("[^\\w]", "?") + ", which is not let" + " through");
        }
        FunctionDef called = functions.get(node.getAttrOrDefault("f", AttrValue.getDefaultInstance())
                .getFunc()
                .getName());
        if (called != null && functionsSeen.add(called.getSignature().getName())) {
            called.getNodeDefList().forEach(inner -> allowed(inner, also, functionsSeen));
        }
    }
}

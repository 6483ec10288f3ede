package dev.quintet.anomaly.rank;

import dev.quintet.anomaly.detection.NormalWindow;
import dev.quintet.anomaly.detection.Ranker;
import dev.quintet.anomaly.detection.Verdict;
import dev.quintet.anomaly.metric.MetricCatalog;

/** Ranks by a {@link RankModel}. */
public final class TensorFlowRanker implements Ranker, AutoCloseable {
    private final RankModel model;
    private final Features features;

    /** @throws RankModelException if the model knows nothing that is measured here */
    public TensorFlowRanker(RankModel model, MetricCatalog catalog) {
        this.model = model;
        this.features = new Features(model.metadata().features(), catalog);
        if (features.known() == 0) {
            throw new RankModelException("none of its features is measured here");
        }
    }

    public RankModel model() {
        return model;
    }

    /** @throws RankModelException if the model fails */
    @Override
    public Verdict rank(float[] sample, NormalWindow normal) {
        RankModel.Answer answer = model.answer(features.of(sample, normal));
        return new Verdict(answer.rank(), Verdict.TENSORFLOW, answer.causes());
    }

    @Override
    public void close() {
        model.close();
    }
}

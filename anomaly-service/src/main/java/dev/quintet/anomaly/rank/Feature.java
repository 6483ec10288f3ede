package dev.quintet.anomaly.rank;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One input of a model: {@code (x - center) / scale}, cut at {@value Features#MOST} to both sides; 0 if it was not
 * measured.
 *
 * @param metric by the catalogue's name; null where the form is of the node as a whole
 * @param scale above 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Feature(String metric, FeatureForm form, double center, double scale) {
    private static final int LONGEST_NAME = 200;

    public Feature {
        if (form == null) {
            throw new RankModelException("a feature has no form");
        }
        if (form.ofMetric() && (metric == null || metric.isBlank() || metric.length() > LONGEST_NAME)) {
            throw new RankModelException("a feature of the form " + form.text() + " has no metric");
        }
        if (!(scale > 0) || Double.isInfinite(scale) || !Double.isFinite(center)) {
            throw new RankModelException("the scale of a feature is not above 0, or its center no number");
        }
    }
}

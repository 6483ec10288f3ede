package dev.quintet.anomaly.evaluation;

/**
 * How anomalous each row of a run was found.
 *
 * @param interval seconds from row to row
 */
@SuppressWarnings("ArrayRecordComponent")
record ScoredRun(String name, double[] scores, boolean[] abnormal, double[] seconds, double interval) {
    /** The probability that an abnormal row is scored above a normal one. */
    double auc() {
        double above = 0;
        double pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (abnormal[i] && !abnormal[j]) {
                    pairs++;
                    above += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return above / pairs;
    }

    /** Times at which calm scores rise above the threshold. */
    int falseAlarms(double threshold) {
        int alarms = 0;
        for (int i = 0; i < scores.length; i++) {
            boolean above = !abnormal[i] && scores[i] > threshold;
            alarms += above && (i == 0 || scores[i - 1] <= threshold) ? 1 : 0;
        }
        return alarms;
    }

    double calmSeconds() {
        int calm = 0;
        for (boolean one : abnormal) {
            calm += one ? 0 : 1;
        }
        return calm * interval;
    }

    /** From the first abnormal row until a score is above the threshold while abnormal; infinite if none is. */
    double delay(double threshold) {
        double onset = Double.NaN;
        for (int i = 0; i < scores.length; i++) {
            if (abnormal[i]) {
                onset = Double.isNaN(onset) ? seconds[i] : onset;
                if (scores[i] > threshold) {
                    return seconds[i] - onset + interval;
                }
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}

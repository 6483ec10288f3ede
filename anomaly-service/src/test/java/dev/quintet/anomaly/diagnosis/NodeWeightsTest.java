package dev.quintet.anomaly.diagnosis;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class NodeWeightsTest {
    private final Random random = new Random(3);

    @Test
    void aSingleNodeWeighsOne() {
        assertThat(NodeWeights.of(List.<float[][]>of(noise(1)))).containsExactly(1);
        assertThat(NodeWeights.of(List.of())).isEmpty();
    }

    @Test
    void theNodeThatOthersFollowWeighsMost() {
        float[][] origin = noise(1);
        float[][] first = new float[origin.length][];
        float[][] second = new float[origin.length][];
        for (int t = 0; t < origin.length; t++) {
            first[t] = new float[] {(float) (origin[t][0] + random.nextGaussian())};
            second[t] = new float[] {(float) (-origin[t][0] + random.nextGaussian())};
        }

        double[] weights = NodeWeights.of(List.<float[][]>of(first, origin, second));

        assertThat(weights[1]).isEqualTo(1);
        assertThat(weights[0]).isBetween(0.5, 0.99);
        assertThat(weights[2]).isBetween(0.5, 0.99);
    }

    @Test
    void correlationIsOneForALineAndUnknownForAConstant() {
        float[][] line = {{1}, {2}, {3}, {4}, {5}, {6}};
        float[][] down = {{12}, {10}, {8}, {6}, {4}, {2}};
        float[][] flat = {{1}, {1}, {1}, {1}, {1}, {1}};
        float[][] gaps = {{1}, {Float.NaN}, {3}, {4}, {Float.NaN}, {6}};

        assertThat(NodeWeights.pearson(line, down, 0)).isCloseTo(-1, within(1e-9));
        assertThat(NodeWeights.pearson(line, flat, 0)).isNaN();
        assertThat(NodeWeights.pearson(line, gaps, 0)).isNaN();
    }

    private float[][] noise(int metrics) {
        float[][] rows = new float[100][metrics];
        for (float[] row : rows) {
            for (int m = 0; m < metrics; m++) {
                row[m] = (float) random.nextGaussian();
            }
        }
        return rows;
    }
}

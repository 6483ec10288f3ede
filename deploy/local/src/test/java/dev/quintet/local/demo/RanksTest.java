package dev.quintet.local.demo;

import java.io.PrintStream;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.quintet.local.client.Json;
import dev.quintet.local.client.Terminal;
import dev.quintet.local.client.WrongAnswerException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RanksTest {

    private final Terminal plain = Terminal.plain(new PrintStream(PrintStream.nullOutputStream()));

    @Test
    void theLatestRankOfEachNodeCounts() throws Exception {
        Ranks ranks = Ranks.of(Json.read("[{\"node\":\"node2\",\"rank\":0.1},{\"node\":\"node1\",\"rank\":0},"
                + "{\"node\":\"node2\",\"rank\":0.9}]"));
        assertThat(ranks.of("node2")).isEqualTo(0.9);
        assertThat(ranks.of("node3")).isNegative();
        assertThat(ranks.render(plain)).isEqualTo("node1 .......... 0.00   node2 #########. 0.90");
    }

    @Test
    void calmIsWhenEveryNodeHasALowRank() {
        assertThat(new Ranks(Map.of("a", 0.1, "b", 0.4)).below(0.5, 2)).isTrue();
        assertThat(new Ranks(Map.of("a", 0.1)).below(0.5, 2)).isFalse();
        assertThat(new Ranks(Map.of("a", 0.1, "b", 0.6)).below(0.5, 2)).isFalse();
    }

    @Test
    void aRankBeyondItsRangeIsAWrongAnswer() {
        assertThatThrownBy(() -> Ranks.of(Json.read("[{\"node\":\"a\",\"rank\":1.5}]")))
                .isInstanceOf(WrongAnswerException.class);
    }
}

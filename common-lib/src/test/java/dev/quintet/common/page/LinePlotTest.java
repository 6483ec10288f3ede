package dev.quintet.common.page;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LinePlotTest {
    private final LinePlot plot = new LinePlot("A <b>", "ms", List.of(0.0, 10.0, 20.0), LinePlot.seconds(20));

    @Test
    void aGapBreaksTheLine() {
        String svg = plot.line("rank", List.of(1.0, Double.NaN, 1.0)).svg();

        assertThat(svg).containsPattern("class='line l0' d='M[0-9.]+ [0-9.]+ M[0-9.]+ [0-9.]+ '");
    }

    @Test
    void aBandIsShadedWithinThePlotHoweverFarItReaches() {
        String svg = plot.line("rank", List.of(1.0, 0.0, 1.0))
                .band(-5, 40, "whole")
                .band(10, 10, "moment")
                .svg();

        assertThat(svg)
                .contains("<rect class='band' x='64.0' y='34' width='780.0'")
                .contains("width='1.0'")
                .contains("<title>moment</title>");
    }

    @Test
    void textsMeanNothingToABrowser() {
        String svg = plot.line("</svg>", List.of(1.0, 1.0, 1.0))
                .band(1, 2, "<script>")
                .svg();

        assertThat(svg).contains("A &lt;b&gt; (ms)").contains("&lt;/svg&gt;").contains("&lt;script&gt;");
        assertThat(Html.page("<i>", "")).contains("<title>&lt;i&gt;</title>").contains("<h1>&lt;i&gt;</h1>");
    }
}

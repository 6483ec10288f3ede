package dev.quintet.local.load;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.quintet.local.client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTableTest {

    private static final Outcome RIGHT = new Outcome.Right(new Answer(200, null, "", 0));
    private static final Outcome SHED = new Outcome.Shed("504 backend", new Answer(504, null, "", 0));

    private final Meters meters = new Meters();

    @Test
    void aRowHasCountRateAndPercentiles() {
        for (int ms = 1; ms <= 1000; ms++) {
            meters.record(Endpoint.LOOKUP, TimeUnit.MILLISECONDS.toNanos(ms), RIGHT);
        }
        assertThat(lines(10).get(1).split(" {2,}"))
                .containsExactly("GET /company", "1000", "0", "0", "100", "500", "950", "990", "1000");
    }

    @Test
    void refusalsAndErrorsAreToldByKind() {
        meters.record(Endpoint.LOOKUP, 1, RIGHT);
        meters.record(Endpoint.LOOKUP, 1, SHED);
        meters.record(Endpoint.ITEM_CREATE, 1, new Outcome.Wrong("status 500", "first"));
        meters.record(Endpoint.ITEM_CREATE, 1, new Outcome.Wrong("status 500", "second"));
        meters.record(Endpoint.ITEM_CREATE, 1, new Outcome.Wrong("timeout", "third"));
        String table = ReportTable.render(meters.snapshots(), 1);
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "apart: documented refusals, each with Retry-After",
                        " GET /company 504 backend x 1",
                        "errors by kind, with the first of each",
                        " POST /items/ status 500 x 2: first",
                        " POST /items/ timeout x 1: third");
        assertThat(meters.errors()).isEqualTo(3);
        assertThat(meters.shed()).isEqualTo(1);
    }

    @Test
    void theLastRowIsAllTogether() {
        meters.record(Endpoint.LOOKUP, TimeUnit.MILLISECONDS.toNanos(10), RIGHT);
        meters.record(Endpoint.HEALTH, TimeUnit.MILLISECONDS.toNanos(30), new Outcome.Wrong("content", "a"));
        List<String> lines = lines(2);
        assertThat(lines.get(1)).startsWith("GET /health");
        assertThat(lines.get(2)).startsWith("GET /company");
        String[] all = lines.get(3).split(" {2,}");
        assertThat(all).startsWith("all", "2", "0", "1", "1.0");
        assertThat(Double.parseDouble(all[8])).isBetween(29.9, 30.1);
    }

    @Test
    void nothingMeasuredIsATableOfZeros() {
        assertThat(lines(0).get(1).split(" {2,}")).startsWith("all", "0", "0", "0", "0.0");
    }

    @Test
    void memoryIsBoundedWhateverHappens() {
        for (int i = 0; i < 1000; i++) {
            meters.record(Endpoint.OTHER, TimeUnit.DAYS.toNanos(1), new Outcome.Wrong("kind " + i, "why"));
        }
        EndpointMeter.Snapshot snapshot = meters.snapshots().get(Endpoint.OTHER);
        assertThat(snapshot.errors()).hasSizeLessThanOrEqualTo(21).containsKey("others");
        assertThat(snapshot.errorCount()).isEqualTo(1000);
        assertThat(snapshot.maxMillis()).isBetween(119_000.0, 121_000.0);
    }

    private List<String> lines(double seconds) {
        return ReportTable.render(meters.snapshots(), seconds).lines().toList();
    }
}

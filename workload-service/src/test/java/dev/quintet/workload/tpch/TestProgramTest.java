package dev.quintet.workload.tpch;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import dev.quintet.workload.run.Outcome;
import dev.quintet.workload.run.Session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TestProgramTest {

    static final Outcome OUTCOME = new Outcome(1, name -> new Histogram(3));

    private final AtomicLong now = new AtomicLong(1);

    private TestProgram program(TpchOptions.Test test, int threads) {
        return new TestProgram(test, threads, now::get);
    }

    @Test
    void everyStreamHoldsEveryQueryOnce() {
        for (int stream = 0; stream < 40; stream++) {
            int number = stream;
            assertThat(IntStream.range(0, 22).map(place -> QueryOrder.query(number, place)))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 22).boxed().toList());
        }
    }

    @Test
    void thePowerTestIsBothRefreshFunctionsAroundStreamZeroAndItsFigureIsTheGeometricMean() {
        TestProgram program = program(TpchOptions.Test.POWER, 1);
        assertThat(program.next(0)).isEqualTo(TestProgram.RF1);
        assertThat(program.next(0)).isEqualTo(TestProgram.RF1);
        for (int i = 0; i < 24; i++) {
            assertThat(program.power(1)).isEmpty();
            program.done(0, program.next(0), i < 12 ? 1 : 4);
        }
        assertThat(program.next(0)).isEqualTo(Session.DONE);
        assertThat(program.power(10).orElseThrow()).isCloseTo(3600 * 10 / 2.0, within(1e-6));
    }

    @Test
    void whatTookLessThanAThousandthOfTheLongestCountsAsAThousandth() {
        TestProgram program = program(TpchOptions.Test.POWER, 1);
        for (int i = 0; i < 24; i++) {
            program.done(0, program.next(0), i == 3 ? 100 : 1e-9);
        }
        double logs = (Math.log(100) + 23 * Math.log(0.1)) / 24;
        assertThat(program.power(1).orElseThrow()).isCloseTo(3600 / Math.exp(logs), within(1e-6));
    }

    @Test
    void theThroughputTestLastsFromTheFirstQueryToTheLastEnd() {
        TestProgram program = program(TpchOptions.Test.THROUGHPUT, 3);
        assertThat(program.streams()).isEqualTo(2);
        assertThat(program.pairs()).isEqualTo(2);
        now.set(TimeUnit.SECONDS.toNanos(10));
        for (int worker : List.of(1, 2)) {
            for (int i = 0; i < 22; i++) {
                program.done(worker, program.next(worker), 1);
            }
            assertThat(program.next(worker)).isEqualTo(Session.DONE);
        }
        for (int expected : List.of(TestProgram.RF1, TestProgram.RF2, TestProgram.RF1, TestProgram.RF2)) {
            assertThat(program.next(0)).isEqualTo(expected);
            assertThat(program.throughput(1)).isEmpty();
            now.set(TimeUnit.SECONDS.toNanos(46));
            program.done(0, expected, 1);
        }
        assertThat(program.throughput(0.1).orElseThrow()).isCloseTo(2 * 22 * 3600 / 36.0 * 0.1, within(1e-6));
    }

    @Property(tries = 300)
    void drawnParametersFillEveryQuery(@ForAll @IntRange(min = 1, max = 22) int query, @ForAll long seed) {
        List<String> drawn = new QueryParameters(new Random(seed), 0.1).draw(query);
        assertThat(drawn).hasSameSizeAs(QueryParameters.validation(query)).doesNotContain("");
        assertThat(Queries.sql(query, drawn)).doesNotContainPattern(":\\d");
    }
}

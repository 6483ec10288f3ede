package dev.quintet.workload.sysbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.run.Options;
import dev.quintet.workload.target.Credentials;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

class SysbenchOutputTest {

    private final SysbenchOutput output = new SysbenchOutput();

    private void say(String text) {
        text.lines().forEach(output::line);
    }

    @Test
    void intervalsAreReadAndSummedUntilTheProgramDoesItself() {
        say(
                """
                Threads started!

                [ 1s ] thds: 4 tps: 1000.50 qps: 20010.00 (r/w/o: 14007.00/4002.00/2001.00) lat (ms,95%): 6.55 err/s: 2.00 reconn/s: 0.00
                [ 2s ] thds: 4 tps: 500.00 qps: 10000.00 (r/w/o: 7000.00/2000.00/1000.00) lat (ms,95%): 12.75 err/s: 0.00 reconn/s: 0.00
                """);
        assertThat(output.interval().tps()).isEqualTo(500);
        assertThat(output.interval().latencyMs().p95()).isEqualTo(12.75);
        assertThat(output.total().count()).isEqualTo(1501);
        assertThat(output.total().errors()).isEqualTo(2);
        assertThat(output.latency().getTotalCount()).isZero();

        say(
                """
                Latency histogram (values are in milliseconds)
                       value  ------------- distribution ------------- count
                       2.030 |**************************************** 90
                       7.979 |****                                     10
                SQL statistics:
                    queries performed:
                        read:                            14000
                        total:                           30000
                    transactions:                        1500   (749.81 per sec.)
                    queries:                             30000  (14996.25 per sec.)
                    ignored errors:                      3      (1.50 per sec.)
                    reconnects:                          0      (0.00 per sec.)
                """);
        assertThat(output.total().count()).isEqualTo(1500);
        assertThat(output.total().tps()).isEqualTo(749.81);
        assertThat(output.total().qps()).isEqualTo(14996.25);
        assertThat(output.total().errors()).isEqualTo(3);
        assertThat(output.latency().getTotalCount()).isEqualTo(100);
        assertThat((double) output.latency().getValueAtPercentile(95)).isCloseTo(7979, within(10.0));
        assertThat(output.failure()).isEmpty();
    }

    @Test
    void theDatabasesOwnErrorIsTheReason() {
        say(
                """
                FATAL: unable to connect to MySQL server on host '127.0.0.1', port 1, aborting...
                FATAL: error 1045: Access denied for user 'u'@'localhost' (using password: YES)
                FATAL: Thread initialization failed!
                """);
        assertThat(output.failure())
                .hasValueSatisfying(text -> assertThat(text).startsWith("error 1045: Access denied"));
    }

    @Test
    void aProgramThatIsNotThereIsToldWithHowToInstallIt() {
        Options all = Options.parse(SysbenchOptions.SPECS, Map.of());
        assertThat(catchThrowableOfType(
                        ProblemException.class,
                        () -> SysbenchProgram.find("no-such-sysbench", SysbenchOptions.of(all), all, "sbtest")))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(409))
                .hasMessageContaining("apt install sysbench");
    }

    @Test
    void thePasswordIsInTheInputAndNotOnTheCommandLine() {
        Options all = Options.parse(SysbenchOptions.SPECS, Map.of());
        // Any program will do: it is not started.
        SysbenchProgram program = SysbenchProgram.find("sh", SysbenchOptions.of(all), all, "sbtest");
        Node node = Node.remote("n", "127.0.0.1", 3306);
        Target target = new Target("t", Target.Source.LOCAL, List.of(node), new Credentials("u", "s3cret"));
        assertThat(program.command()).noneMatch(argument -> argument.contains("s3cret"));
        assertThat(Path.of(program.command().get(0)).getFileName()).hasToString("sh");
        assertThat(program.input(target, node, 4, 10, 0, 1))
                .contains("mysql-password=s3cret", "mysql-db=sbtest", "threads=4", "time=10");
        assertThat(program.command())
                .contains("oltp_read_write", "--tables=10", "--table-size=100000", "--rand-type=uniform");
    }
}

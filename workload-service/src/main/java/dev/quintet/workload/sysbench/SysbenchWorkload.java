package dev.quintet.workload.sysbench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.quintet.common.api.workload.CheckAnswer;
import dev.quintet.workload.run.ExternalProgram;
import dev.quintet.workload.run.OptionSpec;
import dev.quintet.workload.run.Options;
import dev.quintet.workload.run.Preparation;
import dev.quintet.workload.run.Workload;
import dev.quintet.workload.run.WorkloadPlan;
import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.DatabaseProblem;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** The type {@code sysbench}. */
@ApplicationScoped
public class SysbenchWorkload implements Workload {

    private final Connector connector;
    private final SysbenchConfig config;

    @Inject
    public SysbenchWorkload(Connector connector, SysbenchConfig config) {
        this.connector = connector;
        this.config = config;
    }

    @Override
    public String type() {
        return "sysbench";
    }

    @Override
    public String title() {
        return "sysbench OLTP";
    }

    @Override
    public List<OptionSpec> options() {
        return SysbenchOptions.SPECS;
    }

    @Override
    public List<String> programs() {
        return List.of("sysbench");
    }

    @Override
    public ExternalProgram program(Options options) {
        SysbenchOptions decided = SysbenchOptions.of(options);
        return SysbenchProgram.find(config.program(), decided, options, database(decided));
    }

    @Override
    public WorkloadPlan plan(Options options, int threads) {
        SysbenchOptions decided = SysbenchOptions.of(options);
        return new SysbenchPlan(decided, threads, database(decided), connector);
    }

    @Override
    public Preparation preparation(Target target, List<Node> nodes, Options options, int threads) {
        SysbenchOptions decided = SysbenchOptions.of(options);
        return new SysbenchPreparation(target, nodes, decided, threads, database(decided), connector, config);
    }

    private String database(SysbenchOptions options) {
        return options.script() == Script.BULK_INSERT ? config.bulkDatabase() : config.database();
    }

    @Override
    public CheckAnswer check(Target target, List<Node> nodes, Options options) {
        SysbenchOptions decided = SysbenchOptions.of(options);
        List<CheckAnswer.Check> checks = new ArrayList<>();
        for (Node node : nodes) {
            try (Connection connection = connector.open(target, node, "", config.prepareStatementTimeout())) {
                checks.addAll(new SysbenchCheck(new Schema(connection, database(decided)), node, decided).run());
            } catch (SQLException e) {
                throw DatabaseProblem.of(target, node, e);
            }
        }
        return new CheckAnswer(type(), target.name(), checks.stream().allMatch(CheckAnswer.Check::passed), checks);
    }

    @Override
    public void drop(Target target, List<Node> nodes) {
        for (Node node : nodes) {
            try (Connection connection = connector.open(target, node, "", config.prepareStatementTimeout())) {
                for (String database : List.of(config.database(), config.bulkDatabase())) {
                    Schema schema = new Schema(connection, database);
                    for (int table : schema.tables()) {
                        schema.dropTable(table);
                    }
                    schema.dropDatabaseIfEmpty();
                }
            } catch (SQLException e) {
                throw DatabaseProblem.of(target, node, e);
            }
        }
    }
}

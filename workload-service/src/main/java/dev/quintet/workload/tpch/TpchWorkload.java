package dev.quintet.workload.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.quintet.common.api.workload.CheckAnswer;
import dev.quintet.workload.run.OptionSpec;
import dev.quintet.workload.run.Options;
import dev.quintet.workload.run.Preparation;
import dev.quintet.workload.run.Workload;
import dev.quintet.workload.run.WorkloadPlan;
import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.DatabaseProblem;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** The type {@code tpch}. Its data is whole on one node. */
@ApplicationScoped
public class TpchWorkload implements Workload {

    private final Connector connector;
    private final TpchConfig config;

    @Inject
    public TpchWorkload(Connector connector, TpchConfig config) {
        this.connector = connector;
        this.config = config;
    }

    @Override
    public String type() {
        return "tpch";
    }

    @Override
    public String title() {
        return "TPC-H";
    }

    @Override
    public List<OptionSpec> options() {
        return TpchOptions.SPECS;
    }

    @Override
    public List<Node> nodes(Target target, List<Node> chosen) {
        return target.oneDatabase() ? chosen : chosen.subList(0, 1);
    }

    @Override
    public WorkloadPlan plan(Options options, int threads) {
        TpchOptions decided = TpchOptions.of(options);
        boolean streams = decided.test() == TpchOptions.Test.THROUGHPUT || decided.test() == TpchOptions.Test.FULL;
        if (streams && threads < 2) {
            throw Options.invalid("test", decided.test().label() + " takes 2 threads or more: one of them refreshes");
        }
        return new TpchPlan(decided, threads, config.database(), connector);
    }

    @Override
    public Preparation preparation(Target target, List<Node> nodes, Options options, int threads) {
        return new TpchPreparation(target, nodes.get(0), TpchOptions.of(options), connector, config);
    }

    @Override
    public CheckAnswer check(Target target, List<Node> nodes, Options options) {
        Node node = nodes.get(0);
        try (Connection connection = connector.open(target, node, "", config.statementTimeout())) {
            double scaleFactor = TpchOptions.of(options).scaleFactor();
            List<CheckAnswer.Check> checks = new TpchCheck(connection, config.database(), node, scaleFactor).run();
            return new CheckAnswer(type(), target.name(), checks.stream().allMatch(CheckAnswer.Check::passed), checks);
        } catch (SQLException e) {
            throw DatabaseProblem.of(target, node, e);
        }
    }

    @Override
    public void drop(Target target, List<Node> nodes) {
        for (Node node : nodes) {
            try (Connection connection = connector.open(target, node, "", config.statementTimeout())) {
                TpchSchema schema = new TpchSchema(connection, config.database());
                if (schema.ours()) {
                    schema.drop();
                }
            } catch (SQLException e) {
                throw DatabaseProblem.of(target, node, e);
            }
        }
    }
}

package dev.quintet.workload.tpcc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

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

/** The type {@code tpcc}. */
@ApplicationScoped
public class TpccWorkload implements Workload {

    private final Connector connector;
    private final TpccConfig config;

    @Inject
    public TpccWorkload(Connector connector, TpccConfig config) {
        this.connector = connector;
        this.config = config;
    }

    @Override
    public String type() {
        return "tpcc";
    }

    @Override
    public String title() {
        return "TPC-C";
    }

    @Override
    public List<OptionSpec> options() {
        return TpccOptions.SPECS;
    }

    @Override
    public WorkloadPlan plan(Options options, int threads) {
        return new TpccPlan(TpccOptions.of(options), config.database(), connector, new SplittableRandom(), threads);
    }

    @Override
    public Preparation preparation(Target target, List<Node> nodes, Options options, int threads) {
        return new TpccPreparation(target, nodes, TpccOptions.of(options), connector, config, new SplittableRandom());
    }

    @Override
    public CheckAnswer check(Target target, List<Node> nodes, Options options) {
        Map<Node, List<Integer>> parts =
                Warehouses.divide(TpccOptions.of(options).warehouses(), nodes);
        List<CheckAnswer.Check> checks = new ArrayList<>();
        parts.forEach((node, expected) -> {
            try (Connection connection = connector.open(target, node, "", config.statementTimeout())) {
                checks.addAll(new TpccCheck(connection, config.database(), node).run(expected));
            } catch (SQLException e) {
                throw DatabaseProblem.of(target, node, e);
            }
        });
        return new CheckAnswer(type(), target.name(), checks.stream().allMatch(CheckAnswer.Check::passed), checks);
    }

    @Override
    public void drop(Target target, List<Node> nodes) {
        for (Node node : nodes) {
            try (Connection connection = connector.open(target, node, "", config.statementTimeout())) {
                TpccSchema schema = new TpccSchema(connection, config.database());
                if (schema.ours()) {
                    schema.drop();
                }
            } catch (SQLException e) {
                throw DatabaseProblem.of(target, node, e);
            }
        }
    }
}

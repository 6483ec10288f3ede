package dev.quintet.workload.tpch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.quintet.common.api.workload.CheckAnswer.Check;
import dev.quintet.workload.target.Node;

/** The tables' rows, and the 22 answers where they are known. */
final class TpchCheck {

    private final Connection connection;
    private final String database;
    private final Node node;
    private final double scaleFactor;
    private final List<Check> checks = new ArrayList<>();

    TpchCheck(Connection connection, String database, Node node, double scaleFactor) {
        this.connection = connection;
        this.database = database;
        this.node = node;
        this.scaleFactor = scaleFactor;
    }

    List<Check> run() throws SQLException {
        TpchSchema schema = new TpchSchema(connection, database);
        Optional<TpchSchema.State> state = schema.state();
        if (state.isEmpty() || state.get().scaleFactor() != scaleFactor) {
            String there = state.map(s -> "scale factor " + s.scaleFactor()).orElse("nothing whole");
            add("data", false, "there is " + there + "; expected scale factor " + scaleFactor);
            return checks;
        }
        rows(schema, state.get());
        if (state.get().refreshed() > 0) {
            add(
                    "answers",
                    false,
                    "the data was refreshed " + state.get().refreshed()
                            + " times since it was loaded, so its answers are others; prepare makes it anew");
        } else if (Answers.knownFor(scaleFactor)) {
            connection.setCatalog(database);
            for (int query = 1; query <= Queries.COUNT; query++) {
                answer(query);
            }
        } else {
            add("answers", true, "nothing to compare with: answers are known for scale factors 0.01 and 1");
        }
        return checks;
    }

    private void rows(TpchSchema schema, TpchSchema.State state) throws SQLException {
        for (Map.Entry<String, Long> table : TpchSize.rows(scaleFactor).entrySet()) {
            boolean lines = table.getKey().equals("lineitem");
            long expected = lines ? state.lineItems() : table.getValue();
            long rows = schema.rows(table.getKey());
            // A pair of refresh functions replaces orders by as many, with as many lines.
            add(table.getKey(), rows == expected, rows + " rows" + (rows == expected ? "" : "; expected " + expected));
        }
    }

    private void answer(int query) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(Queries.sql(query, QueryParameters.validation(query)))) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    values.add(String.valueOf(row.getString(column)));
                }
                rows.add(values);
            }
        }
        Optional<String> wrong = Answers.refuse(scaleFactor, query, rows);
        add("q" + query, wrong.isEmpty(), wrong.orElse(rows.size() + " rows as expected"));
    }

    private void add(String subject, boolean passed, String detail) {
        checks.add(new Check(node.name(), subject, passed, detail));
    }
}

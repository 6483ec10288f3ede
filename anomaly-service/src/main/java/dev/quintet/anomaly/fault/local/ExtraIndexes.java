package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.Severity;

/** Makes indexes that no query needs and every write has to keep. */
final class ExtraIndexes implements DatabaseChange {
    private static final int MOST_TABLES = 10;

    @Override
    public FaultType type() {
        return FaultType.TOO_MANY_INDEXES;
    }

    @Override
    public String description(Severity severity) {
        return indexes(severity) + " needless indexes on each of the " + MOST_TABLES + " largest tables";
    }

    @Override
    public Statements statements(FaultSpec spec, Connection connection) throws SQLException {
        List<String> change = new ArrayList<>();
        List<String> undo = new ArrayList<>();
        for (WorkloadTable table : WorkloadTable.largest(connection, MOST_TABLES)) {
            List<String> names = IntStream.range(0, indexes(spec.severity()))
                    .mapToObj(i -> "`quintet_" + spec.id().substring(0, 8) + "_" + i + "`")
                    .toList();
            change.add("ALTER TABLE " + table.sqlName()
                    + IntStream.range(0, names.size())
                            .mapToObj(i -> " ADD INDEX " + names.get(i) + " ("
                                    + table.columns().get(i % table.columns().size()) + ")")
                            .collect(Collectors.joining(","))
                    + ", ALGORITHM=INPLACE, LOCK=NONE");
            undo.add("ALTER TABLE IF EXISTS " + table.sqlName()
                    + names.stream()
                            .map(name -> " DROP INDEX IF EXISTS " + name)
                            .collect(Collectors.joining(",")));
        }
        return new Statements(change, undo);
    }

    @Override
    public void awaitInForce(FaultSpec spec, Connection connection) {
        // An index is there when its statement is answered.
    }

    private static int indexes(Severity severity) {
        return switch (severity) {
            case LOW -> 5;
            case MEDIUM -> 15;
            case HIGH -> 30;
        };
    }
}

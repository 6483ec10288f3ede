package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.Severity;

/** A change to a node's database that does harm, and how it is undone. */
interface DatabaseChange {
    FaultType type();

    String description(Severity severity);

    /**
     * Works the change out from the database as it is; changes nothing.
     *
     * @throws InjectionException if there is nothing to change
     */
    Statements statements(FaultSpec spec, Connection connection) throws SQLException;

    /** Returns when the change is in force; a server may take its time after the statement was answered. */
    void awaitInForce(FaultSpec spec, Connection connection) throws SQLException;

    /**
     * @param change makes the change; several run at the same time, in any order
     * @param undo takes it back; harmless when run again, or when only a part of the change was made
     */
    record Statements(List<String> change, List<String> undo) {
        public Statements {
            change = List.copyOf(change);
            undo = List.copyOf(undo);
        }
    }
}

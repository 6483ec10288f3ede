package dev.quintet.anomaly.model;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.database.AnomalyDatabase;
import dev.quintet.anomaly.diagnosis.LabelledEpisode;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.Sample;

/**
 * What the faults in the audit did to their nodes' metrics: each fault's time in force is a label. A node that had
 * another fault at the time, or just before, is no clean example and left out.
 */
@Singleton
class PastFaults {
    private static final Duration CALM = Duration.ofMinutes(1);

    /** A fault needs a moment until it shows. */
    private static final Duration ONSET = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LEAST_CALM = 10;
    private static final int LEAST_ANOMALOUS = 5;
    private static final int MOST_FAULTS = 500;

    private static final String FAULTS =
            """
            SELECT s.fault_id, s.type, s.node, s.at AS since, e.at AS until
              FROM audit s JOIN audit e ON e.fault_id = s.fault_id AND e.action = 'recovered'
             WHERE s.action = 'in_force' AND s.at >= ? AND s.at < ?
               AND NOT EXISTS (
                 SELECT 1 FROM audit o JOIN audit r ON r.fault_id = o.fault_id AND r.action = 'recovered'
                  WHERE o.action = 'in_force' AND o.node = s.node AND o.fault_id <> s.fault_id
                    AND o.at < e.at AND r.at > s.at - INTERVAL '60 seconds')
             ORDER BY s.at DESC LIMIT ?
            """;

    private static final String SAMPLES =
            """
            SELECT h.at, c.names, h."values" FROM metric_history h JOIN metric_columns c ON c.id = h.columns_id
             WHERE h.seconds = 0 AND h.node = ? AND h.at >= ? AND h.at < ? ORDER BY h.at LIMIT 500
            """;

    private static final String RECORDED =
            """
            SELECT e.at, c.names, e."values" FROM experiment_sample e JOIN metric_columns c ON c.id = e.columns_id
             WHERE e.node = ? AND e.at >= ? AND e.at < ? AND e.experiment_id = ? ORDER BY e.at LIMIT 500
            """;

    private static final String TIME =
            "SELECT min(at) AS since, max(at) AS until FROM experiment_sample WHERE experiment_id = ?";

    private final AnomalyDatabase database;
    private final MetricCatalog catalog;

    PastFaults(AnomalyDatabase database, MetricCatalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /**
     * A fault that is over.
     *
     * @param id the fault's
     */
    record PastFault(String id, String type, String node, Instant since, Instant until) {}

    /** The newest faults that began within the time and are over, newest first. */
    List<PastFault> within(Span span) {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(FAULTS)) {
                query.setTimestamp(1, Timestamp.from(span.from()));
                query.setTimestamp(2, Timestamp.from(span.to()));
                query.setInt(3, MOST_FAULTS);
                List<PastFault> faults = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        faults.add(new PastFault(
                                row.getString("fault_id"),
                                row.getString("type"),
                                row.getString("node"),
                                row.getTimestamp("since").toInstant(),
                                row.getTimestamp("until").toInstant()));
                    }
                }
                return faults;
            }
        });
    }

    /** From when to when an experiment recorded; empty if it recorded nothing, or is not there. */
    Optional<Span> recorded(String experiment) {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(TIME)) {
                query.setString(1, experiment);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    Timestamp since = row.getTimestamp("since");
                    return since == null
                            ? Optional.empty()
                            : Optional.of(new Span(
                                    since.toInstant(), row.getTimestamp("until").toInstant(), Optional.of(experiment)));
                }
            }
        });
    }

    /**
     * A time whose faults are looked at.
     *
     * @param experiment whose recording is read; empty = the history, which has every sample of the last two hours
     */
    record Span(Instant from, Instant to, Optional<String> experiment) {}

    /** The fault with what was measured; empty if too little of it is kept. */
    Optional<LabelledEpisode> episode(PastFault fault, Optional<String> experiment) {
        Instant until = fault.until().isBefore(fault.since().plus(LONGEST))
                ? fault.until()
                : fault.since().plus(LONGEST);
        List<Sample> samples = samples(fault.node(), fault.since().minus(CALM), until, experiment);
        List<Sample> calm = samples.stream()
                .filter(sample -> sample.time().isBefore(fault.since()))
                .toList();
        List<Sample> anomalous = samples.stream()
                .filter(sample -> !sample.time().isBefore(fault.since().plus(ONSET)))
                .toList();
        return calm.size() < LEAST_CALM || anomalous.size() < LEAST_ANOMALOUS
                ? Optional.empty()
                : Optional.of(new LabelledEpisode(fault.node(), fault.type(), fault.since(), catalog, calm, anomalous));
    }

    private List<Sample> samples(String node, Instant from, Instant to, Optional<String> experiment) {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(experiment.isPresent() ? RECORDED : SAMPLES)) {
                query.setString(1, node);
                query.setTimestamp(2, Timestamp.from(from));
                query.setTimestamp(3, Timestamp.from(to));
                if (experiment.isPresent()) {
                    query.setString(4, experiment.get());
                }
                List<Sample> samples = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        samples.add(sample(row));
                    }
                }
                return samples;
            }
        });
    }

    private Sample sample(ResultSet row) throws SQLException {
        List<String> names = List.of((String[]) row.getArray("names").getArray());
        Float[] values = (Float[]) row.getArray("values").getArray();
        float[] picked = new float[catalog.size()];
        for (int column = 0; column < picked.length; column++) {
            int place = names.indexOf(catalog.metric(column).name());
            picked[column] = place < 0 || values[place] == null ? Float.NaN : values[place];
        }
        return new Sample(row.getTimestamp("at").toInstant(), picked);
    }
}

package dev.quintet.anomaly.metric;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.metric.oceanbase.OceanBaseConfig;
import dev.quintet.anomaly.metric.oceanbase.OceanBaseTenants;
import dev.quintet.common.api.anomaly.TenantMetrics;

/** The tenants of whatever is measured: schemas of the local nodes, and those of OceanBase where that is a source. */
@Singleton
class Tenants {
    private static final Logger LOG = Logger.getLogger(Tenants.class);

    private final TenantSessions schemas;
    private final OceanBaseTenants oceanBase;
    private final boolean asksOceanBase;

    Tenants(TenantSessions schemas, OceanBaseConfig oceanBase, MetricConfig config, Clock clock) {
        this.schemas = schemas;
        this.oceanBase = new OceanBaseTenants(oceanBase, clock);
        this.asksOceanBase = config.sources().contains("oceanbase");
    }

    /** @param tenant its name; null = all */
    List<TenantMetrics> read(String tenant) {
        List<TenantMetrics> found = new ArrayList<>(schemas.read(tenant));
        if (asksOceanBase) {
            try {
                found.addAll(oceanBase.read(tenant));
            } catch (SQLException e) {
                LOG.warnf("tenants of OceanBase: %s", e.getMessage());
            }
        }
        return found;
    }
}

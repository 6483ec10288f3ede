package dev.quintet.badge.database;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the schema is there, and from then on also while PostgreSQL is away: leaderboards go on from Redis, and
 * what cannot be answered says so itself. Whether PostgreSQL is reachable stands beside it, for who sums up.
 */
@Readiness
@Singleton
class SchemaHealth implements HealthCheck {
    private final SchemaMigration migration;
    private final Database database;

    SchemaHealth(SchemaMigration migration, Database database) {
        this.migration = migration;
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("badge schema")
                .status(migration.isDone())
                .withData("engine", "postgresql")
                .withData("reachable", migration.isDone() && database.isReachable())
                .build();
    }
}

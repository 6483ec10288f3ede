/** What anomaly-service says and is told: faults, metrics, ranks, diagnoses. */
package dev.quintet.common.api.anomaly;

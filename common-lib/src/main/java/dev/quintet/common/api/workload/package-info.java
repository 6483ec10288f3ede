/** The workload-service's public API: what it takes and what it answers. */
package dev.quintet.common.api.workload;

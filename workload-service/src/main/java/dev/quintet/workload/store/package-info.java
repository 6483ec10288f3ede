/** The service's own PostgreSQL, which may come late and go away. */
package dev.quintet.workload.store;

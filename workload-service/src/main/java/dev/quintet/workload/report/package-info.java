/** What runs leave behind: their history in PostgreSQL, the live stream, and exports. */
package dev.quintet.workload.report;

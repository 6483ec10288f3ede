/** Filling tables: multi-row inserts, several connections a node, progress and cancel. Knows no particular workload. */
package dev.quintet.workload.load;

/** Runs: what is asked for, load in closed and open loop, statistics, start and stop. Knows no particular workload. */
package dev.quintet.workload.run;

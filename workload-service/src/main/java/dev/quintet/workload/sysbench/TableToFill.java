package dev.quintet.workload.sysbench;

import dev.quintet.workload.target.Node;

/**
 * An empty table.
 *
 * @param node where
 * @param number its number
 */
record TableToFill(Node node, int number) {}

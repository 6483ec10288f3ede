package dev.quintet.workload.run;

import dev.quintet.workload.target.Node;

/**
 * A worker's place in a run.
 *
 * @param node the node it keeps
 * @param nodeIndex that node's number among the run's nodes, from 0
 * @param worker number of the thread in the run, from 0
 * @param onNode its number among the threads of its node, from 0
 */
public record Seat(Node node, int nodeIndex, int worker, int onNode) {}

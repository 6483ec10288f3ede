package dev.quintet.anomaly.node;

/** A node of the database under test, known by its name: unique, as used in requests and answers. */
public sealed interface Node permits LocalNode, RemoteNode {
    String name();
}

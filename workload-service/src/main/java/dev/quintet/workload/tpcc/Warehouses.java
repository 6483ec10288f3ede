package dev.quintet.workload.tpcc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.quintet.workload.target.Node;

/** Warehouses divided by node: dealt in turn. */
final class Warehouses {

    private Warehouses() {}

    /** Each node's warehouses, numbers from 1; a node may have none. */
    static Map<Node, List<Integer>> divide(int warehouses, List<Node> nodes) {
        Map<Node, List<Integer>> parts = new LinkedHashMap<>();
        nodes.forEach(node -> parts.put(node, new ArrayList<>()));
        for (int warehouse = 1; warehouse <= warehouses; warehouse++) {
            parts.get(nodes.get((warehouse - 1) % nodes.size())).add(warehouse);
        }
        return parts;
    }
}

package dev.quintet.workload.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.quintet.workload.target.Node;

/**
 * Deals workers to nodes by weight, so that any number of first workers is spread as the weights say: each next worker
 * goes to the node that is furthest behind its share.
 */
final class Seats {

    private final List<Seat> seats;
    private final int nodes;

    private Seats(List<Seat> seats, int nodes) {
        this.seats = List.copyOf(seats);
        this.nodes = nodes;
    }

    /**
     * @param weights a node's part by its name, 0 or more; a node that is not named has weight 1
     */
    static Seats deal(List<Node> nodes, Map<String, Double> weights, int threads) {
        int[] dealt = new int[nodes.size()];
        List<Seat> seats = new ArrayList<>(threads);
        for (int worker = 0; worker < threads; worker++) {
            int chosen = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < dealt.length; i++) {
                double weight = weights.getOrDefault(nodes.get(i).name(), 1.0);
                double filled = weight > 0 ? (dealt[i] + 1) / weight : Double.POSITIVE_INFINITY;
                if (filled < least) {
                    least = filled;
                    chosen = i;
                }
            }
            seats.add(new Seat(nodes.get(chosen), chosen, worker, dealt[chosen]++));
        }
        return new Seats(seats, nodes.size());
    }

    List<Seat> all() {
        return seats;
    }

    /** Number of workers that belong to a node. */
    int on(int node) {
        return (int) seats.stream().filter(seat -> seat.nodeIndex() == node).count();
    }

    /** Part of all workers that belong to a node. */
    double share(int node) {
        return (double) on(node) / seats.size();
    }

    int nodes() {
        return nodes;
    }
}

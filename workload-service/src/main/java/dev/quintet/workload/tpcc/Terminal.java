package dev.quintet.workload.tpcc;

import java.util.List;

/**
 * What a terminal's transactions have in common.
 *
 * @param draw its random values
 * @param constants of NURand
 * @param warehouses the warehouses of its node
 * @param home its home warehouse, one of these; 0 to draw one for each transaction
 * @param district of its stock levels, 1 to 10
 */
record Terminal(Draws draw, Constants constants, List<Integer> warehouses, int home, int district) {

    Terminal {
        warehouses = List.copyOf(warehouses);
    }

    int homeWarehouse() {
        return home > 0 ? home : warehouses.get(draw.uniform(0, warehouses.size() - 1));
    }

    /** Another warehouse of this node; the given one where there is no other. */
    int otherThan(int warehouse) {
        if (warehouses.size() == 1) {
            return warehouse;
        }
        int other = warehouses.get(draw.uniform(0, warehouses.size() - 2));
        return other == warehouse ? warehouses.get(warehouses.size() - 1) : other;
    }

    int anyDistrict() {
        return draw.uniform(1, Population.DISTRICTS);
    }

    int anyCustomer() {
        return draw.nuRand(Constants.CUSTOMER_A, 1, Population.CUSTOMERS, constants.customer());
    }

    String anyLastName() {
        return Draws.lastName(draw.nuRand(Constants.LAST_NAME_A, 0, 999, constants.lastName()));
    }

    int anyItem() {
        return draw.nuRand(Constants.ITEM_A, 1, Population.ITEMS, constants.item());
    }
}

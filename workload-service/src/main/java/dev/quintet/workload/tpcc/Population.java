package dev.quintet.workload.tpcc;

/**
 * How many of each there are.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clause 4.3.3.1</a>
 */
final class Population {

    static final int ITEMS = 100_000;
    static final int DISTRICTS = 10;
    /** Of a district. */
    static final int CUSTOMERS = 3000;
    /** Of a district. */
    static final int ORDERS = 3000;
    /** The first of a district's orders that is not delivered. */
    static final int FIRST_NEW_ORDER = 2101;

    static final int MIN_LINES = 5;
    static final int MAX_LINES = 15;

    /** Rows of a warehouse: about, as the number of order lines is drawn. */
    static final long ROWS_OF_WAREHOUSE =
            ITEMS + 1 + DISTRICTS * (1L + 2 * CUSTOMERS + ORDERS + (ORDERS - FIRST_NEW_ORDER + 1) + 10L * ORDERS);

    private Population() {}
}

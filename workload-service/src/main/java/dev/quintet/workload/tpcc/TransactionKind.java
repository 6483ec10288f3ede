package dev.quintet.workload.tpcc;

import java.util.Arrays;
import java.util.List;

/**
 * The five transactions, with their part of the mix, times and limits.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clauses 5.2.3 and 5.2.5</a>
 */
enum TransactionKind {
    NEW_ORDER("new_order", 45, 0, 18, 12, 5),
    PAYMENT("payment", 43, 43, 3, 12, 5),
    ORDER_STATUS("order_status", 4, 4, 2, 10, 5),
    DELIVERY("delivery", 4, 4, 2, 5, 80),
    STOCK_LEVEL("stock_level", 4, 4, 2, 5, 20);

    private final String label;
    private final int cards;
    private final int minPercent;
    private final int keyingSeconds;
    private final int meanThinkSeconds;
    private final int limitSeconds;

    TransactionKind(
            String label, int cards, int minPercent, int keyingSeconds, int meanThinkSeconds, int limitSeconds) {
        this.label = label;
        this.cards = cards;
        this.minPercent = minPercent;
        this.keyingSeconds = keyingSeconds;
        this.meanThinkSeconds = meanThinkSeconds;
        this.limitSeconds = limitSeconds;
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(TransactionKind::label).toList();
    }

    String label() {
        return label;
    }

    /** Of a hundred transactions so many are of this kind. */
    int cards() {
        return cards;
    }

    /** Smallest part of all transactions, percent; 0 for none. */
    int minPercent() {
        return minPercent;
    }

    /** Keying time. */
    int keyingSeconds() {
        return keyingSeconds;
    }

    /** Mean of the think time. */
    int meanThinkSeconds() {
        return meanThinkSeconds;
    }

    /** Limit of the 90th percentile. */
    int limitSeconds() {
        return limitSeconds;
    }
}

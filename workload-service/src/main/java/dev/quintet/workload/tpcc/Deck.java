package dev.quintet.workload.tpcc;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The mix as a deck of a hundred cards that is shuffled and dealt to its end, so that every hundred transactions of a
 * terminal hold exactly their parts (clause 5.2.4.2).
 */
final class Deck {

    private final RandomGenerator random;
    private final List<TransactionKind> cards = new ArrayList<>();
    private int next;

    Deck(RandomGenerator random) {
        this.random = random;
        for (TransactionKind kind : TransactionKind.values()) {
            for (int i = 0; i < kind.cards(); i++) {
                cards.add(kind);
            }
        }
        next = cards.size();
    }

    TransactionKind draw() {
        if (next == cards.size()) {
            for (int i = cards.size() - 1; i > 0; i--) {
                cards.set(i, cards.set(random.nextInt(i + 1), cards.get(i)));
            }
            next = 0;
        }
        return cards.get(next++);
    }
}

package dev.quintet.local.load;

import java.util.BitSet;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Which of a run of numbers were given out, and which of them a service has accepted: a bit each, whatever is known of
 * a number follows from it. Safe for use by several threads.
 */
final class Ledger {

    private final BitSet accepted = new BitSet();
    private int next;

    /** A number that was not given out yet. */
    synchronized int next() {
        return next++;
    }

    synchronized void accept(int number) {
        accepted.set(number);
    }

    synchronized boolean isAccepted(int number) {
        return accepted.get(number);
    }

    /** Whether the number was given out at all: then it may be there though its answer was lost. */
    synchronized boolean isGivenOut(int number) {
        return number >= 0 && number < next;
    }

    synchronized int count() {
        return accepted.cardinality();
    }

    /** One of the accepted numbers; empty if there is none yet. */
    synchronized OptionalInt any(RandomGenerator random) {
        if (accepted.isEmpty()) {
            return OptionalInt.empty();
        }
        int from = random.nextInt(accepted.length());
        return OptionalInt.of(accepted.nextSetBit(from));
    }

    /** The accepted numbers, ascending. */
    synchronized int[] all() {
        return accepted.stream().toArray();
    }
}

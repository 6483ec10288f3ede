package dev.quintet.workload.tpcc;

import java.util.random.RandomGenerator;

/**
 * The constants C of NURand in a run.
 *
 * @param lastName for C_LAST, 0 to 255
 * @param customer for C_ID, 0 to 1023
 * @param item for OL_I_ID, 0 to 8191
 */
record Constants(int lastName, int customer, int item) {

    static final int LAST_NAME_A = 255;
    static final int CUSTOMER_A = 1023;
    static final int ITEM_A = 8191;

    /** Constants of a run, given that of C_LAST when the data was loaded (clause 2.1.6.1). */
    static Constants forRun(RandomGenerator random, int loadLastName) {
        int lastName;
        do {
            lastName = random.nextInt(LAST_NAME_A + 1);
        } while (!fits(lastName, loadLastName));
        return new Constants(lastName, random.nextInt(CUSTOMER_A + 1), random.nextInt(ITEM_A + 1));
    }

    /** The difference of the two must be 65 to 119, and neither 96 nor 112. */
    static boolean fits(int run, int load) {
        int delta = Math.abs(run - load);
        return delta >= 65 && delta <= 119 && delta != 96 && delta != 112;
    }
}

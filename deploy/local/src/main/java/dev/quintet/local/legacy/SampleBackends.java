package dev.quintet.local.legacy;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * The program that runs both sample backends: {@code ru} in version 1 of the format and {@code us} in version 2, at the
 * ports given as its two arguments, until it is ended.
 */
public final class SampleBackends {

    private static final long RU_SEED = 7;
    private static final long US_SEED = 11;

    private SampleBackends() {}

    /** Arguments: the port of {@code ru}, the port of {@code us}. */
    public static void main(String[] args) throws IOException {
        SampleTemper temper;
        try {
            temper = SampleTemper.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        // Threads of the servers keep the program alive; the generator is that of the calling thread.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        start(Integer.parseInt(args[0]), new SampleCompanies(RU_SEED, "OOO"), SampleFormat.V1, temper, random);
        start(Integer.parseInt(args[1]), new SampleCompanies(US_SEED, "Inc"), SampleFormat.V2, temper, random);
    }

    @SuppressWarnings("resource") // Serves until the process ends.
    private static void start(
            int port, SampleCompanies companies, SampleFormat format, SampleTemper temper, RandomGenerator random)
            throws IOException {
        SampleBackend backend = new SampleBackend(port, companies, format, temper, random);
        System.out.println("sample backend " + format + " at http://127.0.0.1:" + backend.port() + " " + temper);
    }
}

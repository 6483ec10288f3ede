package dev.quintet.workload.run;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SplittableRandom;

import com.sun.management.ThreadMXBean;

/**
 * What recording one latency costs, for {@code bench/workload}: nanoseconds and bytes, the least of some rounds after
 * others that let the compiler do its work. It is a program, not a test, as a time on a shared machine proves nothing.
 */
public final class RecordingCost {

    private static final int ROUNDS = 12;
    private static final int CALLS = 5_000_000;

    private RecordingCost() {}

    public static void main(String[] args) {
        Cell cell = new Cell();
        long[] latencies =
                new SplittableRandom(1).longs(4096, 20_000, 50_000_000).toArray();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double nanos = Double.MAX_VALUE;
        double bytes = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                cell.success(latencies[i & 4095], 20);
            }
            nanos = Math.min(nanos, (System.nanoTime() - begin) / (double) CALLS);
            bytes = Math.min(bytes, (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) CALLS);
        }
        System.out.printf(Locale.ROOT, "{\"nanos\": %.1f, \"bytes\": %.4f}%n", nanos, bytes);
    }
}

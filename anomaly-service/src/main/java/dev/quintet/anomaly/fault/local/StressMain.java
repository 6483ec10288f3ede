package dev.quintet.anomaly.fault.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * The child process that does the harm. It runs alone, without this service's class path, so it is one class and uses
 * nothing but the JDK. It ends when its standard input ends, which the kernel sees to even if the parent is killed, and
 * at the latest after the seconds of its first argument.
 *
 * <pre>
 * seconds cpu workers load-percent
 * seconds memory MiB
 * seconds disk folder writers MiB pause-milliseconds
 * </pre>
 */
final class StressMain {
    private static final long DUTY_PERIOD_NANOS = 50_000_000;
    private static final int PAGE = 4096;
    private static final int CHUNK = 16 << 20;
    private static final int WRITE = 256 << 10;

    private StressMain() {}

    public static void main(String[] args) throws IOException {
        long seconds = Long.parseLong(args[0]);
        background("deadline", () -> {
            pause(seconds * 1_000_000_000L);
            Runtime.getRuntime().halt(0);
        });
        switch (args[1]) {
            case "cpu" -> cpu(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            case "memory" -> memory(Integer.parseInt(args[2]));
            case "disk" ->
                disk(
                        Path.of(args[2]),
                        Integer.parseInt(args[3]),
                        Integer.parseInt(args[4]),
                        Long.parseLong(args[5]) * 1_000_000);
            default -> throw new IllegalArgumentException(args[1]);
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Only the end of the input matters.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void cpu(int workers, int load) {
        long busy = DUTY_PERIOD_NANOS * load / 100;
        for (int i = 0; i < workers; i++) {
            background("burner-" + i, () -> {
                while (true) {
                    long start = System.nanoTime();
                    while (System.nanoTime() - start < busy) {
                        Thread.onSpinWait();
                    }
                    pause(DUTY_PERIOD_NANOS - busy);
                }
            });
        }
    }

    private static void memory(int mebibytes) {
        ByteBuffer[] chunks = new ByteBuffer[Math.max(1, mebibytes * (1 << 20) / CHUNK)];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = ByteBuffer.allocateDirect(CHUNK);
            touch(chunks[i], (byte) 1);
        }
        background("toucher", () -> {
            // Touched again and again, so that the kernel does not take the pages for idle.
            for (byte round = 0; ; round++) {
                for (ByteBuffer chunk : chunks) {
                    touch(chunk, round);
                }
                pause(1_000_000_000);
            }
        });
    }

    private static void touch(ByteBuffer chunk, byte value) {
        for (int at = 0; at < chunk.capacity(); at += PAGE) {
            chunk.put(at, value);
        }
    }

    private static void disk(Path folder, int writers, int mebibytes, long pauseNanos) throws IOException {
        for (int i = 0; i < writers; i++) {
            // The name is gone as soon as the file is open: whatever happens, no file stays behind.
            FileChannel file = FileChannel.open(
                    folder.resolve(".quintet-stress-" + ProcessHandle.current().pid() + "-" + i),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            background("writer-" + i, () -> write(file, (long) mebibytes << 20, pauseNanos));
        }
    }

    private static void write(FileChannel file, long limit, long pauseNanos) {
        ByteBuffer block = ByteBuffer.allocateDirect(WRITE);
        try {
            for (long at = 0; ; at = (at + WRITE) % limit) {
                block.clear();
                file.write(block, at);
                file.force(true);
                pause(pauseNanos);
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}

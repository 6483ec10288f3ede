package dev.quintet.local.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import dev.quintet.local.client.WrongAnswerException;

/**
 * Undoes what the demo started, last first, once: at its end, or when it is interrupted. While something is being
 * started the undoing waits, so that nothing started can escape it.
 */
final class CleanUp {

    private final Deque<Undo> undos = new ArrayDeque<>();
    private boolean over;

    private record Undo(String what, Action action) {}

    /** Something that can go wrong. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException, InterruptedException, WrongAnswerException;
    }

    /** Starts something. */
    @FunctionalInterface
    interface Start<T> {
        T run() throws IOException, InterruptedException, WrongAnswerException;
    }

    /** Told how each undoing went. */
    @FunctionalInterface
    interface Listener {
        void undone(String what, boolean well);
    }

    /** How to undo what was started. */
    @FunctionalInterface
    interface UndoOf<T> {
        void run(T started) throws IOException, InterruptedException, WrongAnswerException;
    }

    /**
     * Starts something that {@link #run} or {@link #done} ends.
     *
     * @param what for a person, such as {@code the workload}
     */
    synchronized <T> T start(String what, Start<T> start, UndoOf<T> undo)
            throws IOException, InterruptedException, WrongAnswerException {
        if (over) {
            throw new InterruptedException("the demo is over");
        }
        T started = start.run();
        undos.push(new Undo(what, () -> undo.run(started)));
        return started;
    }

    /** What was started last has been ended by the demo itself. */
    synchronized void done(String what) {
        undos.removeIf(undo -> undo.what().equals(what));
    }

    /** From now on nothing can be started. Waits for what is just being started. */
    synchronized void close() {
        over = true;
    }

    /** Undoes what is left; later calls, and starts, have no effect. */
    synchronized void run(Listener listener) {
        over = true;
        while (!undos.isEmpty()) {
            Undo undo = undos.pop();
            boolean well = false;
            try {
                undo.action().run();
                well = true;
            } catch (IOException | WrongAnswerException e) {
                // The listener tells it; what is left ends by itself: faults have a duration, the load a length.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            listener.undone(undo.what(), well);
        }
    }
}

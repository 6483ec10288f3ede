package dev.quintet.anomaly.fault.undo;

import java.util.List;

import dev.quintet.common.problem.ProblemException;

/** Remembers, beyond this process' life, how changes are undone. */
public interface UndoLog {
    /**
     * Durable when it returns.
     *
     * @throws ProblemException 503 if it cannot be written: the change must not be made then
     */
    void write(UndoEntry entry);

    /** It is undone: forgets it. */
    void done(String faultId);

    /** What earlier lives of this service have left. */
    List<UndoEntry> left();
}

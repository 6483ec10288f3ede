package dev.quintet.local.supervise;

/** Tells the person at the terminal what happens, a line at a time. Thread-safe; never fails. */
@FunctionalInterface
public interface Announcer {

    void say(String line);
}

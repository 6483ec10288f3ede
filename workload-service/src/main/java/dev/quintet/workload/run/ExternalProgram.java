package dev.quintet.workload.run;

import java.util.List;

import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** A real benchmark program that makes a workload's load in place of this service's own driver. */
public interface ExternalProgram {

    /** Command and arguments. They can be seen by everyone on this machine, so no password is among them. */
    List<String> command();

    /**
     * What the program reads from its standard input: its settings, the account's password too.
     *
     * @param threads of this process
     * @param seconds length; 0 runs until it is stopped
     * @param rate transactions a second of this process; 0 is a closed loop
     */
    List<String> input(Target target, Node node, int threads, long seconds, double rate, int reportSeconds);

    /** Reads what one process says. */
    ProgramOutput output();
}

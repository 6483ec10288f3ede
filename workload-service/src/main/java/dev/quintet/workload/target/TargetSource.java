package dev.quintet.workload.target;

import java.util.List;

/** A place that defines targets. */
public interface TargetSource {

    /** The targets as defined now; empty where this place has none. */
    List<Target> targets();
}

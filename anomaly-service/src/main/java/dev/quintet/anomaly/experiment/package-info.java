/** Whole drills: load, calm, faults, recovery; recorded, judged and exported. */
package dev.quintet.anomaly.experiment;

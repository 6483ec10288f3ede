/** Databases to load: where they are, how to reach them, what they say. */
package dev.quintet.workload.target;

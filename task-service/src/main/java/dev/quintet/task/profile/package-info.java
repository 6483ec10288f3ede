/** Where the service's own time goes: recordings of the running process, as a flame graph or as they are. */
package dev.quintet.task.profile;

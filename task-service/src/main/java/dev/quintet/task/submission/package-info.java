/** Tasks over HTTP: send, look at, wait for, follow, cancel, retry. */
package dev.quintet.task.submission;

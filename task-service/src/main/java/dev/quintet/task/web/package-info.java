/** {@code http.request}: calls the web for a task, and only where it may. */
package dev.quintet.task.web;

/** What tasks do: one handler a type. */
package dev.quintet.task.handler;

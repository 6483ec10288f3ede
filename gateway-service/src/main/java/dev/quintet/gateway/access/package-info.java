/** What is told of each request: one log line and a few metrics. */
package dev.quintet.gateway.access;

/** What keeps a sick instance from making its service's callers sick: breaker, retry budget, limit of concurrency. */
package dev.quintet.gateway.resilience;

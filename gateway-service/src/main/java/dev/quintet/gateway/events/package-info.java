/** What happens in the suite, live, for whoever listens. */
package dev.quintet.gateway.events;

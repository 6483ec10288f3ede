/** How often a caller may call: one limit for all gateways on one Redis, each by itself while Redis is away. */
package dev.quintet.gateway.limit;

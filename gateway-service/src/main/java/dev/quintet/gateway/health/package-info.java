/** How the suite is, seen from its door. */
package dev.quintet.gateway.health;

/** Which path belongs to which service and who may use it: the route table, read from configuration at start. */
package dev.quintet.gateway.route;

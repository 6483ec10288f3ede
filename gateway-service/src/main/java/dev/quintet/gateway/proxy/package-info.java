/** The front door and the streaming reverse proxy behind it. */
package dev.quintet.gateway.proxy;

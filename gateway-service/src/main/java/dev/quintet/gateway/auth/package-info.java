/** Who calls: API keys, and the signed token by which services are told. */
package dev.quintet.gateway.auth;

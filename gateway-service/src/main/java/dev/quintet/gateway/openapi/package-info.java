/** One OpenAPI document of all services, and the pages that show it. */
package dev.quintet.gateway.openapi;

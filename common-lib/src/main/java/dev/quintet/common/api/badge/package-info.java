/** The badge API's wire format: field names and value types are those of the original, whose firmware cannot change. */
package dev.quintet.common.api.badge;

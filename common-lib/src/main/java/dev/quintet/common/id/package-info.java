/** Names for things. */
package dev.quintet.common.id;

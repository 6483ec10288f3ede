/** What the company lookup takes and gives. */
package dev.quintet.common.api.backendify;

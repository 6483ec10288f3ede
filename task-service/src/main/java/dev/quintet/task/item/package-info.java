/** The original system's items: sent over HTTP, processed by a worker, stored, read again. */
package dev.quintet.task.item;

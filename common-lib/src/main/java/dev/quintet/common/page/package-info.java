/** Pages that stand alone: tables and plots without scripts. */
package dev.quintet.common.page;

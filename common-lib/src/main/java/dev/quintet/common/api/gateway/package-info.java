/** What the gateway answers by itself. */
package dev.quintet.common.api.gateway;

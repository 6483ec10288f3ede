/** How the service is: its name, its health, what it is set to, where its time goes. */
package dev.quintet.task.debug;

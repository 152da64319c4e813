/** When to try again. All types are immutable values that return their successor. */
package dev.ouzel.reconnect;

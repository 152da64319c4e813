/** Stretches of time. Knows nothing of streams. */
package dev.ouzel.coverage;

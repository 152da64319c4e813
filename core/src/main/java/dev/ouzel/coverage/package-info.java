/** What became of each stretch of a stream's time. Knows nothing of streams. */
package dev.ouzel.coverage;

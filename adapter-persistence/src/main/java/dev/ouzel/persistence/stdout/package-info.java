/** Prints posts, one a line, for other programs to read. */
package dev.ouzel.persistence.stdout;

/** Synthetic posts: made up from a seed, shaped as X's are, about nobody. */
package dev.ouzel.testkit.generate;

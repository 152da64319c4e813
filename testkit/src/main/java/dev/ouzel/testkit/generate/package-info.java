/**
 * Synthetic posts: made up from a seed, shaped as X's are, about nobody. {@link
 * dev.ouzel.testkit.generate.PostGenerator} makes posts as they come when most fields are asked
 * for, one after another; {@link dev.ouzel.testkit.generate.RichFrames} makes frames that between
 * them hold everything X publishes.
 */
package dev.ouzel.testkit.generate;

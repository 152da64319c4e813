/**
 * Synthetic posts and events: made up from a seed, shaped as X's are, about nobody. {@link
 * dev.ouzel.testkit.generate.PostGenerator} makes posts that refer to one another, as a stream
 * carries them; {@link dev.ouzel.testkit.generate.RichFrames} makes frames that between them hold
 * everything X publishes, each on its own.
 */
package dev.ouzel.testkit.generate;

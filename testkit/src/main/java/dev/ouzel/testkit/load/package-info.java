/**
 * A load generator: a server that sends posts as fast as they are read, and costs next to nothing.
 */
package dev.ouzel.testkit.load;

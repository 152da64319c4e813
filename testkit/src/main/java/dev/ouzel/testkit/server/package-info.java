/**
 * A fake X: a real HTTP server on the loopback interface that behaves as X's streams do. {@link
 * dev.ouzel.testkit.server.FakeX} is where to begin.
 */
package dev.ouzel.testkit.server;

/**
 * Fakes of core's ports that live in memory, for tests that need neither socket nor disk: a store
 * for sinks, a stream source driven by hand, a connection history over a list, and an event loop in
 * virtual time.
 */
package dev.ouzel.testkit.memory;

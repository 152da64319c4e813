package dev.ouzel.testkit.server;

import java.time.Instant;

/**
 * Which posts of the past a connection is to deliver.
 *
 * @param from those created from then
 * @param to until before then; for none, the same as {@code from}
 * @param recovery true when the connection delivers nothing else and then ends
 */
record Window(Instant from, Instant to, boolean recovery) {}

package dev.ouzel.testkit.contract;

import dev.ouzel.stream.StreamName;

/**
 * How another process, with the class path of this one, writes the store of a test.
 *
 * @param opener what opens a sink there
 * @param store the store's name, as {@link SinkOpener#open(String, StreamName)} takes it
 */
public record OtherWriter(Class<? extends SinkOpener> opener, String store) {}

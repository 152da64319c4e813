package dev.ouzel.testkit.contract;

import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamName;

/**
 * Opens a sink in another process. A class that is not nested in an instance, with a constructor
 * without parameters.
 */
public interface SinkOpener {
  /** Opens a sink that writes {@code stream} to the store that {@code store} names. */
  PostSink open(String store, StreamName stream);
}

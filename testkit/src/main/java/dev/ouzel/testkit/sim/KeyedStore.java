package dev.ouzel.testkit.sim;

import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import java.util.List;

/** Holds each post once, in memory. */
final class KeyedStore implements SimulatedStore {
  private final MemoryStore store = new MemoryStore();

  @Override
  public PostSink open(StreamName stream) {
    return store.open(stream);
  }

  @Override
  public List<ReceivedPost> posts() {
    return store.posts();
  }

  @Override
  public void close() {
    // Nothing is held but memory.
  }
}

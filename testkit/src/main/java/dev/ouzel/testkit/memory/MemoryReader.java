package dev.ouzel.testkit.memory;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.util.List;
import java.util.Optional;

/** Tells what a {@link MemoryStore} holds. */
final class MemoryReader implements StoreReader {
  private final MemoryStore store;

  MemoryReader(MemoryStore store) {
    this.store = store;
  }

  @Override
  public List<StreamName> streams() {
    return store.streams();
  }

  @Override
  public Optional<Checkpoint> checkpoint(StreamName stream) {
    return store.checkpoint(stream);
  }

  @Override
  public List<Stretch> coverage(StreamName stream) {
    return store.coverage(stream);
  }

  @Override
  public List<ConnectionRecord> connections(StreamName stream) {
    return store.connections(stream);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}

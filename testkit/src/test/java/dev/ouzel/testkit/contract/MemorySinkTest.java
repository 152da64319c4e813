package dev.ouzel.testkit.contract;

import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import java.util.Optional;

/** The memory sink keeps the contract; what extends it does not. */
class MemorySinkTest extends PostSinkContract {
  final MemoryStore store = new MemoryStore();

  @Override
  protected PostSink open(StreamName stream) {
    return store.open(stream);
  }

  @Override
  protected Stored stored() {
    return new Stored(
        store.posts().stream().map(Stored.Post::of).toList(),
        store.rematches(),
        store.deadLetters());
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.of(store.reader());
  }
}

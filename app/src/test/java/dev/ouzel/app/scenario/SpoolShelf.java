package dev.ouzel.app.scenario;

import dev.ouzel.persistence.spool.Spool;
import dev.ouzel.persistence.spool.SpoolEvent;
import dev.ouzel.persistence.spool.SpoolSettings;
import dev.ouzel.persistence.spool.SpooledSink;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.testkit.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A store in memory behind a spool.
 *
 * @param store the store
 * @param file the spool
 * @param watch is told what happens between the two
 */
record SpoolShelf(MemoryStore store, Path file, Consumer<SpoolEvent> watch) implements Shelf {
  @Override
  public PostSink open() {
    SpoolSettings settings =
        SpoolSettings.builder()
            .firstPause(Duration.ofMillis(2))
            .longestPause(Duration.ofMillis(20))
            .minFreeBytes(0)
            .observer(watch)
            .build();
    return Spool.open(
        file, STREAM, settings, List.of(new SpooledSink("store", () -> store.open(STREAM))));
  }

  @Override
  public StoreReader read() {
    return store.reader();
  }

  @Override
  public List<Payload> posts() {
    return Shelf.of(store).posts();
  }

  @Override
  public List<Payload> deadLetters() {
    return Shelf.of(store).deadLetters();
  }
}

package dev.ouzel.testkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ouzel.ingest.Ingestor;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The example of the package's description, as it stands there. */
class MemoryExampleTest {
  @Test
  void storesWhatTheSourceSends() {
    ManualLoop loop = new ManualLoop(Instant.parse("2026-11-22T12:00:00Z"), 42);
    ScriptedSource source = new ScriptedSource();
    MemoryStore store = new MemoryStore();
    PostSink sink = store.open(new StreamName("filtered_stream"));
    Ingestor.builder(source, sink).loop(loop).build().start();

    loop.run(); // it connects
    source.latest().open(loop.now().wall());
    source.latest().post(1, "look at this cat");
    loop.advance(Duration.ofSeconds(1)); // it commits

    assertEquals(1, store.posts().size());
  }
}

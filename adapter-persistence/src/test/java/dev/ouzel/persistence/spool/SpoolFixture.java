package dev.ouzel.persistence.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;

/** A spool in front of a store in memory, which may be away. */
abstract class SpoolFixture {
  static final StreamName STREAM = new StreamName("filtered_stream");
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path directory;

  final MemoryStore store = new MemoryStore();
  final AtomicBoolean away = new AtomicBoolean();
  final BlockingQueue<SpoolEvent> events = new LinkedBlockingQueue<>();

  final SpoolSettings.Builder settings() {
    return SpoolSettings.builder()
        .firstPause(Duration.ofMillis(2))
        .longestPause(Duration.ofMillis(20))
        .patienceAtClose(Duration.ofMillis(100))
        .minFreeBytes(0)
        .observer(events::add);
  }

  final SpooledSink sink() {
    return new SpooledSink(
        "memory",
        () -> {
          if (away.get()) {
            throw SinkFailure.transientFailure("nobody answers");
          }
          return store.open(STREAM);
        });
  }

  static SpooledSink sink(String name, MemoryStore store) {
    return new SpooledSink(name, () -> store.open(STREAM));
  }

  final PostSink open(SpooledSink... sinks) {
    return Spool.open(file(), STREAM, settings().build(), List.of(sinks));
  }

  final Path file() {
    return directory.resolve("spool.db");
  }

  static Batch batch(long sequence, long... ids) {
    return batch(sequence, "{}", ids);
  }

  static Batch batch(long sequence, String frame, long... ids) {
    return Batch.builder()
        .addAllPosts(
            LongStream.of(ids)
                .mapToObj(id -> new ReceivedPost(id, NOW, Payload.ofText(frame)))
                .toList())
        .checkpoint(Checkpoint.builder().stream(STREAM).sequence(sequence).takenAt(NOW).build())
        .build();
  }

  static CommitReceipt commit(PostSink sink, Batch batch) {
    return sink.commit(batch).toCompletableFuture().join();
  }

  final <T extends SpoolEvent> T await(Class<T> kind, Predicate<T> which)
      throws InterruptedException {
    while (true) {
      SpoolEvent event = events.poll(20, TimeUnit.SECONDS);
      assertThat(event).as("an event of kind " + kind.getSimpleName()).isNotNull();
      if (kind.isInstance(event) && which.test(kind.cast(event))) {
        return kind.cast(event);
      }
    }
  }

  final void awaitDelivery(String sink, long batch) throws InterruptedException {
    await(
        SpoolEvent.Delivered.class,
        delivered -> delivered.sink().equals(sink) && delivered.receipt().sequence() == batch);
  }

  static List<Long> ids(MemoryStore store) {
    return store.posts().stream().map(ReceivedPost::id).toList();
  }
}

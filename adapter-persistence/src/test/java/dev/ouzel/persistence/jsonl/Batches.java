package dev.ouzel.persistence.jsonl;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.contract.Stored;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Batches of made-up posts, one a second. */
final class Batches {
  static final StreamName STREAM = new StreamName("filtered_stream");
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01.234Z");

  private Batches() {}

  static Batch batch(long sequence, ReceivedPost... posts) {
    return batch(sequence, timeOf(sequence), posts);
  }

  static Batch batch(long sequence, Instant takenAt, ReceivedPost... posts) {
    return Batch.builder()
        .addPosts(posts)
        .checkpoint(Checkpoint.builder().stream(STREAM).sequence(sequence).takenAt(takenAt).build())
        .build();
  }

  static Instant timeOf(long sequence) {
    return NOW.plusSeconds(sequence);
  }

  /**
   * Batch {@code sequence} of batches with {@code size} posts, a dead letter and a rematch each.
   */
  static Batch batchOf(int size, long sequence) {
    List<ReceivedPost> posts =
        LongStream.range((sequence - 1) * size, sequence * size)
            .mapToObj(number -> post(PostId.at(NOW).value() + number, timeOf(sequence)))
            .toList();
    return Batch.builder()
        .from(batch(sequence))
        .addAllPosts(posts)
        .addDeadLetters(letter(sequence))
        .addRematches(rematch(sequence))
        .build();
  }

  static ReceivedPost post(long id, Instant receivedAt) {
    String frame =
        "{\"data\":{\"id\":\"" + id + "\",\"text\":\"" + "dipper ".repeat(20) + "größer\"}}";
    return new ReceivedPost(id, receivedAt, Payload.ofText(frame));
  }

  private static DeadLetter letter(long sequence) {
    byte[] bytes = {(byte) sequence, '\n', (byte) 0xff};
    return new DeadLetter(timeOf(sequence), "no JSON", Payload.copyOf(bytes));
  }

  private static Rematch rematch(long sequence) {
    return new Rematch(sequence, timeOf(sequence), Payload.ofText("[{\"id\":\"7\"}]"));
  }

  /** What an archive holds of batches 1 up to {@code sequence}. */
  static Stored stored(int size, long sequence) {
    List<Batch> batches =
        LongStream.rangeClosed(1, sequence).mapToObj(number -> batchOf(size, number)).toList();
    return new Stored(
        batches.stream()
            .flatMap(batch -> batch.posts().stream())
            .map(post -> new Stored.Post(post.id(), post.payload()))
            .toList(),
        batches.stream().flatMap(batch -> batch.rematches().stream()).toList(),
        batches.stream().flatMap(batch -> batch.deadLetters().stream()).toList());
  }

  static CommitReceipt commit(PostSink sink, Batch batch) {
    return sink.commit(batch).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** The number of the last batch that the sink holds. */
  static long sequence(PostSink sink) {
    return sink.resume(STREAM)
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join()
        .map(Checkpoint::sequence)
        .orElse(0L);
  }
}

package dev.ouzel.persistence.kafka;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.concurrent.CompletionException;

/** Batches of made-up posts, and what becomes of them. */
final class Batches {
  static final StreamName STREAM = new StreamName("filtered_stream");
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01.234Z");

  private Batches() {}

  /** The id of the post of that number, created at {@link #NOW}. */
  static long id(int number) {
    return PostId.at(NOW).value() + number;
  }

  static ReceivedPost post(int number) {
    return post(number, "a dipper");
  }

  static ReceivedPost post(int number, String text) {
    String frame =
        "{\"data\":{\"id\":\"%d\",\"text\":\"%s\"},\"matching_rules\":[{\"id\":\"4\"}]}"
            .formatted(id(number), text);
    return new ReceivedPost(id(number), NOW.plusSeconds(5), Payload.ofText(frame));
  }

  static Batch batch(long sequence, ReceivedPost... posts) {
    return unfinished(sequence).addPosts(posts).build();
  }

  static Batch.Builder unfinished(long sequence) {
    return Batch.builder()
        .checkpoint(Checkpoint.builder().stream(STREAM).sequence(sequence).takenAt(NOW).build());
  }

  static CommitReceipt commit(PostSink sink, Batch batch) {
    return sink.commit(batch).toCompletableFuture().join();
  }

  /** How the sink fails to keep a batch. */
  static SinkFailure failure(PostSink sink, Batch batch) {
    try {
      CommitReceipt receipt = commit(sink, batch);
      throw new AssertionError("the sink kept the batch: " + receipt);
    } catch (CompletionException e) {
      return (SinkFailure) e.getCause();
    }
  }
}

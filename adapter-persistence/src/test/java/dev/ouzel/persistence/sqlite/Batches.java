package dev.ouzel.persistence.sqlite;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Batches of made-up posts. */
final class Batches {
  static final StreamName STREAM = new StreamName("filtered_stream");
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01.234Z");

  private Batches() {}

  static Checkpoint checkpoint(StreamName stream, long sequence) {
    return Checkpoint.builder().stream(stream).sequence(sequence).takenAt(NOW).build();
  }

  static Batch batch(long sequence, ReceivedPost... posts) {
    return Batch.builder().addPosts(posts).checkpoint(checkpoint(STREAM, sequence)).build();
  }

  /** Batch {@code sequence} of batches with {@code size} posts and one dead letter each. */
  static Batch batchOf(int size, long sequence) {
    List<ReceivedPost> posts =
        LongStream.range((sequence - 1) * size, sequence * size)
            .mapToObj(number -> post(PostId.at(NOW).value() + number))
            .toList();
    return Batch.builder()
        .addAllPosts(posts)
        .addDeadLetters(new DeadLetter(NOW, "no JSON", Payload.ofText("letter " + sequence)))
        .checkpoint(checkpoint(STREAM, sequence))
        .build();
  }

  static ReceivedPost post(long id) {
    return post(id, "{\"data\":{\"id\":\"" + id + "\",\"text\":\"" + "dipper ".repeat(50) + "\"}}");
  }

  static ReceivedPost post(long id, String frame) {
    return new ReceivedPost(id, NOW, Payload.ofText(frame));
  }
}

package dev.ouzel.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostCodec;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Batches of made-up posts, and what tests do with them. */
final class Posts {
  static final StreamName STREAM = new StreamName("filtered_stream");
  static final StreamName OTHER_STREAM = new StreamName("firehose_stream.7");
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01.234Z");
  static final PostCodec CODEC = new JacksonPostCodec();

  private static final int PATIENCE_SECONDS = 60;
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private Posts() {}

  /** The name of a schema that no other test of this JVM has. */
  static String newSchema() {
    return "test_" + SCHEMAS.incrementAndGet();
  }

  static PostSink open(String uri) {
    return PostgresSink.open(uri, STREAM, CODEC);
  }

  static ReceivedPost post(long id) {
    return post(id, "{\"data\":{\"id\":\"" + id + "\",\"text\":\"" + "dipper ".repeat(50) + "\"}}");
  }

  static ReceivedPost post(long id, String frame) {
    return new ReceivedPost(id, NOW, Payload.ofText(frame));
  }

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

  static CommitReceipt commit(PostSink sink, Batch batch) {
    return sink.commit(batch)
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  static SinkFailure failure(PostSink sink, Batch batch) {
    CompletionException failed =
        catchThrowableOfType(CompletionException.class, () -> commit(sink, batch));
    assertThat(failed).as("what became of the batch").isNotNull();
    assertThat(failed.getCause()).isInstanceOf(SinkFailure.class);
    return (SinkFailure) failed.getCause();
  }

  static SinkFailure refusal(String uri) {
    SinkFailure refusal = catchThrowableOfType(SinkFailure.class, () -> open(uri).close());
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }
}

package dev.ouzel.testkit.contract;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The posts and batches that the sink contract offers. */
final class Offer {
  static final StreamName STREAM = new StreamName("filtered_stream");

  /** Finer than a millisecond: a checkpoint's time has to come back as it was. */
  private static final Instant TAKEN_AT = Instant.parse("2026-03-01T12:30:00.123456789Z");

  private static final Instant CREATED_AT = Instant.parse("2026-03-01T12:00:00Z");

  /** Posts in a batch of {@link #large}. */
  static final int LARGE = 400;

  private static final int SECONDS_OF_LARGE = 30;

  private Offer() {}

  /** When the post with {@link #id} {@code second} was created. */
  static Instant createdAt(int second) {
    return CREATED_AT.plusSeconds(second);
  }

  /** The id of a post created at {@link #createdAt}, not the first of its millisecond. */
  static long id(int second) {
    return PostId.at(createdAt(second)).value() + 77;
  }

  static ReceivedPost post(int second) {
    return post(id(second), "Ein Vogel im Bach, Nummer " + second);
  }

  static ReceivedPost post(long id, String text) {
    return post(id, Payload.ofText("{\"data\":{\"id\":\"" + id + "\",\"text\":\"" + text + "\"}}"));
  }

  static ReceivedPost post(long id, Payload frame) {
    return new ReceivedPost(id, receivedAt(), frame);
  }

  /** In whole milliseconds, which every store keeps. */
  static Instant receivedAt() {
    return CREATED_AT.plus(Duration.ofMillis(1_234));
  }

  static Batch batch(long sequence, ReceivedPost... posts) {
    return unfinished(sequence, posts).build();
  }

  /** The batch with this number of a long series of batches, which share no post. */
  static Batch large(long sequence) {
    long first = PostId.at(createdAt((int) sequence * SECONDS_OF_LARGE)).value();
    ReceivedPost[] posts =
        LongStream.range(first, first + LARGE)
            .mapToObj(id -> post(id, "Strömung, Stein und Vogel; ".repeat(10)))
            .toArray(ReceivedPost[]::new);
    return unfinished(sequence, posts)
        .addRematches(new Rematch(first, receivedAt(), Payload.ofText("[{\"id\":\"7\"}]")))
        .addDeadLetters(new DeadLetter(receivedAt(), "no post", Payload.ofText("n" + sequence)))
        .build();
  }

  static Batch.Builder unfinished(long sequence, ReceivedPost... posts) {
    return Batch.builder().addPosts(posts).checkpoint(checkpoint(STREAM, sequence, posts));
  }

  static Checkpoint checkpoint(StreamName stream, long sequence, ReceivedPost... posts) {
    return Checkpoint.builder().stream(stream)
        .sequence(sequence)
        .takenAt(TAKEN_AT.plusSeconds(sequence))
        .newestPost(
            Stream.of(posts).map(post -> new PostId(post.id())).max(Comparator.naturalOrder()))
        .build();
  }

  /** The time from {@link #createdAt} {@code from} to {@link #createdAt} {@code to}. */
  static TimeRange time(int from, int to) {
    return new TimeRange(createdAt(from), createdAt(to));
  }

  static Covered covered(int from, int to) {
    return new Covered(time(from, to), "print-1");
  }

  static Gap repaired(int from, int to) {
    Gap missed = Gap.open(time(from, to), "the connection failed: größer", OptionalLong.of(1));
    return missed.now(Gap.State.REPAIRED, "backfill");
  }

  static Gap lost(int from, int to) {
    Gap missed = Gap.open(time(from, to), "nothing ran", OptionalLong.empty());
    return missed.now(Gap.State.LOST, "");
  }

  /** A connection that lives, of which X has told nothing. */
  static ConnectionRecord opened(long number) {
    return ConnectionRecord.builder().number(number).openedAt(receivedAt()).build();
  }

  /** The same connection once everything is known of it. */
  static ConnectionRecord ended(long number) {
    Connection entry =
        Connection.builder()
            .id("1f0a-" + number)
            .endpointName("filtered_stream")
            .connectedAt(createdAt(1))
            .disconnectedAt(createdAt(9))
            .disconnectReason("a reason of X's own: «größer»")
            .clientIp("192.0.2.7")
            .build();
    return ConnectionRecord.builder()
        .from(opened(number))
        .isRecovery(true)
        .serverTime(createdAt(1))
        .transactionId("abc123")
        .endedAt(receivedAt().plusMillis(1))
        .end("Closed")
        .detail("X closed the connection")
        .recorded(entry)
        .build();
  }

  /** The posts of a batch as a reader of the store should find them. */
  static List<Stored.Post> asStored(Batch batch) {
    return batch.posts().stream().map(Stored.Post::of).toList();
  }
}

package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one batch on its way to the sink: numbers it, and offers it again until it is acknowledged.
 */
final class Outbox {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration TOP_RETRY = Duration.ofSeconds(30);

  private final StreamName stream;
  private long lastSequence;
  private long newestPost;
  private Optional<Batch> inFlight = Optional.empty();
  private Optional<Moment> retryAt = Optional.empty();
  private long bytes;
  private int failures;

  Outbox(StreamName stream) {
    this.stream = stream;
  }

  void resume(Checkpoint checkpoint) {
    lastSequence = checkpoint.sequence();
    newestPost = checkpoint.newestPost().map(PostId::value).orElse(0L);
  }

  boolean isBusy() {
    return inFlight.isPresent();
  }

  /** Posts in the batch. */
  long posts() {
    return inFlight.map(batch -> batch.posts().size()).orElse(0);
  }

  /** Memory pinned by the batch. */
  long bytes() {
    return bytes;
  }

  /** When the batch is to be offered again. */
  Optional<Moment> deadline() {
    return retryAt;
  }

  /** Makes a parcel the batch in flight, with what {@code standing} adds to its checkpoint. */
  Batch send(Parcel parcel, Moment now, Consumer<Checkpoint.Builder> standing) {
    parcel.posts().forEach(this::note);
    Checkpoint.Builder checkpoint =
        Checkpoint.builder().stream(stream)
            .sequence(lastSequence + 1)
            .takenAt(now.wall())
            .coverage(parcel.seal().coverage().settled())
            .newestPost(newestPost == 0 ? Optional.empty() : Optional.of(new PostId(newestPost)));
    standing.accept(checkpoint);
    Batch batch =
        Batch.builder()
            .posts(parcel.posts())
            .rematches(parcel.rematches())
            .deadLetters(parcel.deadLetters())
            .coverage(parcel.seal().coverage().closed())
            .connections(parcel.seal().connections())
            .checkpoint(checkpoint.build())
            .build();
    inFlight = Optional.of(batch);
    bytes = parcel.pinnedBytes();
    return batch;
  }

  /** An id dated after its own arrival is invented, and no measure of anything. */
  private void note(ReceivedPost post) {
    if (post.id() > newestPost
        && PostId.isSnowflake(post.id())
        && PostId.millis(post.id())
            <= post.receivedAt().plus(DuplicateWindow.MOST_AHEAD).toEpochMilli()) {
      newestPost = post.id();
    }
  }

  /** The batch is kept: returns it. */
  Batch acknowledged() {
    Batch batch = inFlight.orElseThrow();
    lastSequence = batch.checkpoint().sequence();
    inFlight = Optional.empty();
    bytes = 0;
    failures = 0;
    return batch;
  }

  /**
   * The sink will never take this one post: it becomes a dead letter, and the rest is offered at
   * once. None when the batch holds no such post; several when one with an invented id came twice.
   */
  List<DeadLetter> reject(long id, SinkFailure failure, Moment now) {
    Batch batch = inFlight.orElseThrow();
    Batch rest = batch.rejecting(id, failure);
    List<DeadLetter> letters =
        rest.deadLetters().subList(batch.deadLetters().size(), rest.deadLetters().size());
    if (!letters.isEmpty()) {
      inFlight = Optional.of(rest);
      retryAt = Optional.of(now);
    }
    return letters;
  }

  /** The batch may or may not be kept: tells how long to wait before it is offered again. */
  Duration failed(Moment now) {
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 5));
    wait = wait.compareTo(TOP_RETRY) < 0 ? wait : TOP_RETRY;
    failures++;
    retryAt = Optional.of(now.plus(wait));
    return wait;
  }

  /** What to say of a sink that does not answer before a stop must be over. */
  static SinkFailure tooSlow() {
    return SinkFailure.transientFailure(
        "the sink did not acknowledge the last posts in time; they may not be stored");
  }

  /** The batch to offer again, if its time has come. */
  Optional<Batch> retry(Moment now) {
    if (retryAt.filter(now::hasReached).isEmpty()) {
      return Optional.empty();
    }
    retryAt = Optional.empty();
    return inFlight;
  }
}

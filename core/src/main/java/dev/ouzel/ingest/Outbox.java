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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is on its way to the sink: the batch in flight, which is offered again until it is
 * acknowledged, and the one lined up behind it. Numbers them.
 */
final class Outbox {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration TOP_RETRY = Duration.ofSeconds(30);

  /** One in flight, one behind it: with more, memory would be pinned and nothing gained. */
  private static final int MOST = 2;

  private final StreamName stream;
  private final Deque<Sent> sent = new ArrayDeque<>(MOST);
  private long lastSequence;
  private long newestPost;
  private Optional<Moment> retryAt = Optional.empty();
  private int failures;

  /**
   * A batch that has left.
   *
   * @param batch the batch
   * @param bytes how much memory it pins
   */
  private record Sent(Batch batch, long bytes) {}

  Outbox(StreamName stream) {
    this.stream = stream;
  }

  void resume(Checkpoint checkpoint) {
    lastSequence = checkpoint.sequence();
    newestPost = checkpoint.newestPost().map(PostId::value).orElse(0L);
  }

  /** True while a batch is in flight: what is sent now lines up behind it. */
  boolean isBusy() {
    return !sent.isEmpty();
  }

  /** True while another batch may be sent. */
  boolean hasRoom() {
    return sent.size() < MOST;
  }

  /** Posts in the batches. */
  long posts() {
    return sent.stream().mapToLong(one -> one.batch().posts().size()).sum();
  }

  /** Memory pinned by the batches. */
  long bytes() {
    return sent.stream().mapToLong(Sent::bytes).sum();
  }

  /** When the batch in flight is to be offered again. */
  Optional<Moment> deadline() {
    return retryAt;
  }

  /** Makes a batch of a parcel, with what {@code standing} adds to its checkpoint. */
  Batch send(Parcel parcel, Moment now, Consumer<Checkpoint.Builder> standing) {
    parcel.posts().forEach(this::note);
    lastSequence++;
    Checkpoint.Builder checkpoint =
        Checkpoint.builder().stream(stream)
            .sequence(lastSequence)
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
    sent.add(new Sent(batch, parcel.pinnedBytes()));
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

  /** The batch in flight is kept: returns it. The one lined up is in flight from now on. */
  Batch acknowledged() {
    failures = 0;
    return sent.remove().batch();
  }

  /**
   * The sink will never take this one post: it becomes a dead letter, and the rest is offered at
   * once. None when the batch holds no such post; several when one with an invented id came twice.
   */
  List<DeadLetter> reject(long id, SinkFailure failure, Moment now) {
    Sent whole = sent.element();
    Batch rest = whole.batch().rejecting(id, failure);
    List<DeadLetter> letters =
        rest.deadLetters().subList(whole.batch().deadLetters().size(), rest.deadLetters().size());
    if (!letters.isEmpty()) {
      sent.remove();
      sent.addFirst(new Sent(rest, whole.bytes()));
      retryAt = Optional.of(now);
    }
    return letters;
  }

  /** The batch in flight may or may not be kept: how long to wait before it is offered again. */
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

  /** The batch in flight, if it is time to offer it again. */
  Optional<Batch> retry(Moment now) {
    if (retryAt.filter(now::hasReached).isEmpty()) {
      return Optional.empty();
    }
    retryAt = Optional.empty();
    return Optional.of(sent.element().batch());
  }
}

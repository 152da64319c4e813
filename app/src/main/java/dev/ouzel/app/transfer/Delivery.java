package dev.ouzel.app.transfer;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers batches to a sink, one while the next is made, and again for as long as that is worth it.
 */
final class Delivery {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final PostSink sink;
  private final long held;
  private Optional<Batch> offered = Optional.empty();
  private CompletionStage<CommitReceipt> answer;
  private long posts;
  private long letters;
  private long stored;
  private long skippedPosts;
  private long skipped;

  /** A delivery to a sink that holds batches up to this number. */
  Delivery(PostSink sink, long held) {
    this.sink = sink;
    this.held = held;
  }

  /** Counts a frame that was read. */
  void frame(boolean post) {
    posts += post ? 1 : 0;
    letters += post ? 0 : 1;
  }

  /** Posts read so far. */
  long posts() {
    return posts;
  }

  /** Offers a batch, once the sink has the one before. */
  void offer(Batch batch) {
    settle();
    if (batch.checkpoint().sequence() <= held) {
      skipped++;
      skippedPosts += batch.posts().size();
      return;
    }
    offered = Optional.of(batch);
    answer = sink.commit(batch);
  }

  private void settle() {
    Duration pause = FIRST_PAUSE;
    while (offered.isPresent()) {
      try {
        stored += await(answer).stored();
        offered = Optional.empty();
      } catch (SinkFailure failure) {
        Batch batch = offered.get();
        if (failure.rejectedPost().isPresent()) {
          batch = batch.rejecting(failure.rejectedPost().getAsLong(), failure);
        } else if (failure.isWorthRetrying()) {
          LockSupport.parkNanos(pause.toNanos());
          pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        } else {
          throw failure;
        }
        offered = Optional.of(batch);
        answer = sink.commit(batch);
      }
    }
  }

  /** What became of all that was offered. */
  Import.Outcome finish(boolean whole) {
    settle();
    return new Import.Outcome(stored, posts - stored - skippedPosts, letters, skipped, whole);
  }

  /** The answer; fails as the sink did. */
  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SinkFailure failure ? failure : e;
    }
  }
}

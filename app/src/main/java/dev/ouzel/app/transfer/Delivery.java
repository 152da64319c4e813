package dev.ouzel.app.transfer;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Offers batches to a sink, one while the next is made, and again for as long as that is worth it
 * and nobody says stop.
 */
final class Delivery {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final PostSink sink;
  private final long held;
  private final CountDownLatch stop;
  private Optional<Offer> offered = Optional.empty();
  private long posts;
  private long stored;
  private long letters;
  private long skipped;

  /** A delivery to a sink that holds batches up to a number, until {@code stop} is at zero. */
  Delivery(PostSink sink, long held, CountDownLatch stop) {
    this.sink = sink;
    this.held = held;
    this.stop = stop;
  }

  /**
   * A batch that the sink was offered.
   *
   * @param batch the batch
   * @param posts how many frames of posts it was made of
   * @param answer what the sink says
   */
  private record Offer(Batch batch, long posts, CompletionStage<CommitReceipt> answer) {}

  /** Posts in the batches so far. */
  long posts() {
    return posts;
  }

  /** Offers a batch, once the sink has the one before. */
  void offer(BatchCutter.Cut cut) {
    settle();
    Batch batch = cut.batch();
    int inIt = cut.frames() - batch.deadLetters().size();
    if (batch.checkpoint().sequence() <= held) {
      skipped += inIt;
      posts += inIt;
    } else {
      offer(batch, inIt);
    }
  }

  private void offer(Batch batch, long inIt) {
    offered = Optional.of(new Offer(batch, inIt, sink.commit(batch)));
  }

  /** Waits for the sink to have all that was offered. */
  private void settle() {
    Duration pause = FIRST_PAUSE;
    while (offered.isPresent()) {
      Offer offer = offered.get();
      try {
        stored += await(offer.answer()).stored();
        posts += offer.posts();
        letters += offer.batch().deadLetters().size();
        offered = Optional.empty();
      } catch (SinkFailure failure) {
        Batch rest = accepted(offer.batch(), failure);
        if (rest.posts().size() < offer.batch().posts().size()) {
          offer(rest, offer.posts() - 1);
        } else if (failure.isWorthRetrying() && !stoppedWithin(pause)) {
          pause = pause.multipliedBy(2);
          pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
          offer(rest, offer.posts());
        } else {
          throw failure;
        }
      }
    }
  }

  private static Batch accepted(Batch batch, SinkFailure failure) {
    return failure.rejectedPost().isPresent()
        ? batch.rejecting(failure.rejectedPost().getAsLong(), failure)
        : batch;
  }

  private boolean stoppedWithin(Duration pause) {
    try {
      return stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** What became of all that was offered. */
  Import.Outcome finish(boolean whole) {
    settle();
    return new Import.Outcome(stored, posts - stored - skipped, letters, skipped, whole);
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

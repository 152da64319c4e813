package dev.ouzel.persistence.store;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;

/** Whether a batch is the one that a store takes next. */
public final class NextBatch {
  private NextBatch() {}

  /**
   * Fails with {@link SinkFailure} unless the batch is of the stream that the store is open for.
   */
  public static void checkStream(Batch batch, StreamName stream) {
    if (!batch.checkpoint().stream().equals(stream)) {
      throw SinkFailure.permanent(
          "a sink opened for %s was given a batch of %s"
              .formatted(stream, batch.checkpoint().stream()));
    }
  }

  /**
   * True when the batch is the store's last one, so that {@code last} is the answer; false when it
   * is the next. Fails with {@link SinkFailure} when it is neither.
   */
  public static boolean isHeld(Batch batch, CommitReceipt last) {
    long sequence = batch.checkpoint().sequence();
    if (sequence != last.sequence() && sequence != last.sequence() + 1) {
      throw SinkFailure.permanent(
          "batch %d of %s was given to a store that holds batch %d; its next is %d"
              .formatted(
                  sequence, batch.checkpoint().stream(), last.sequence(), last.sequence() + 1));
    }
    return sequence == last.sequence();
  }
}

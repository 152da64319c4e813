package dev.ouzel.ingest;

import dev.ouzel.loop.EventLoop;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Offers batches to the sink, one at a time. A batch that is lined up in time is offered by the
 * thread that brings the receipt of the one before: the sink goes on at once, and does not wait
 * until the loop has taken in what was read meanwhile. Its methods are for the loop's thread.
 */
final class CommitLine {
  private final Function<Batch, CompletionStage<CommitReceipt>> sink;
  private final EventLoop loop;
  private final BiConsumer<CommitReceipt, Throwable> answers;

  /** All that two threads touch. */
  private final AtomicReference<Optional<Batch>> linedUp = new AtomicReference<>(Optional.empty());

  /**
   * A line with nothing in it.
   *
   * @param sink commits a batch; what it throws is a failure like any other
   * @param answers told on the loop, in the order of the batches, the receipt or the failure; the
   *     other is null
   */
  CommitLine(
      Function<Batch, CompletionStage<CommitReceipt>> sink,
      EventLoop loop,
      BiConsumer<CommitReceipt, Throwable> answers) {
    this.sink = sink;
    this.loop = loop;
    this.answers = answers;
  }

  /** Offers a batch now; none may be on its way. */
  void offer(Batch batch) {
    try {
      sink.apply(batch)
          .whenComplete(
              (receipt, failure) -> {
                if (failure == null) {
                  kept(receipt);
                } else {
                  failed(failure);
                }
              });
    } catch (RuntimeException | Error thrown) {
      // On the sink's thread nobody else would ever hear of it.
      failed(thrown);
    }
  }

  private void failed(Throwable failure) {
    loop.execute(() -> answers.accept(null, failure));
  }

  /** Offers a batch once the one on its way is kept. */
  void lineUp(Batch batch) {
    linedUp.set(Optional.of(batch));
  }

  /** On the thread that brings the receipt. */
  private void kept(CommitReceipt receipt) {
    Optional<Batch> next = takeLinedUp();
    loop.execute(
        () -> {
          if (next.isEmpty()) {
            // It may have been lined up since.
            takeLinedUp().ifPresent(this::offer);
          }
          answers.accept(receipt, null);
        });
    next.ifPresent(this::offer);
  }

  private Optional<Batch> takeLinedUp() {
    return linedUp.getAndSet(Optional.empty());
  }

  /** Nothing more is offered: what is lined up leaves the line. */
  void close() {
    takeLinedUp();
  }
}

package dev.ouzel.sink;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.stream.StreamName;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Keeps posts. One process at a time writes one stream to one store: opening a sink takes a lock
 * that ends with the process, and opening a second fails with a {@link SinkFailure} that names the
 * first.
 *
 * <p>Every stage fails with {@link SinkFailure} alone. Stages complete on threads of the sink's
 * choosing, and a sink that blocks does so on a thread of its own. The methods are called by one
 * thread at a time; a commit may be asked for by the thread that completed the one before, from
 * within its completion.
 */
public interface PostSink extends AutoCloseable {
  /** What the sink promises about posts offered twice. */
  SinkKind kind();

  /**
   * Keeps a batch: its posts, rematches, dead letters and checkpoint together, or none of them.
   * Completes when a crash, of the process or the machine, can no longer undo it.
   *
   * <p>The caller waits for one commit before it makes the next. A failure means "unknown", for the
   * batch may have been kept before the answer was lost: the caller offers the same batch again,
   * and a sink that holds its sequence already stores nothing and answers with the receipt it gave
   * then.
   */
  CompletionStage<CommitReceipt> commit(Batch batch);

  /** The checkpoint of the last batch kept for {@code stream}; empty when there is none. */
  CompletionStage<Optional<Checkpoint>> resume(StreamName stream);

  /**
   * The ids of posts created within {@code created}, to the millisecond, in any order, or the
   * newest {@link PostIds#MOST} of them; none from a sink that cannot tell. A store that holds
   * several streams may tell those of all of them. Ids older than snowflakes tell no time and are
   * never among them.
   */
  CompletionStage<PostIds> ids(StreamName stream, TimeRange created);

  /**
   * Ends the sink's threads and frees its lock. A commit in flight is finished first; calls made
   * afterwards fail. Closing twice is closing once.
   */
  @Override
  void close();

  /**
   * A sink of kind {@link SinkKind#EPHEMERAL} that hands each batch to {@code consumer}, on the
   * thread that commits. The consumer throws {@link SinkFailure} to refuse a batch.
   */
  static PostSink of(Consumer<Batch> consumer) {
    return new ConsumerSink(consumer);
  }
}

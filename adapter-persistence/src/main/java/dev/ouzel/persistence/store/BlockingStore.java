package dev.ouzel.persistence.store;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.util.Optional;

/**
 * What a {@link PostSink} asks of its store, whose methods wait for the answer. They fail with
 * {@link SinkFailure}, and are called by one thread at a time.
 */
public interface BlockingStore extends AutoCloseable {
  /** As {@link PostSink#commit}. */
  CommitReceipt commit(Batch batch);

  /** As {@link PostSink#resume}. */
  Optional<Checkpoint> checkpoint(StreamName stream);

  /** As {@link PostSink#ids}. */
  PostIds ids(StreamName stream, TimeRange created);

  /** Gives up what is not committed, and frees the lock. */
  @Override
  void close();
}

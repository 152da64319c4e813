package dev.ouzel.persistence.store;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A sink that waits for its store on a thread of its own. */
public final class BlockingSink implements PostSink {
  private final SinkThread thread = new SinkThread();
  private final SinkKind kind;
  private final BlockingStore store;

  /** Takes the store over. */
  public BlockingSink(SinkKind kind, BlockingStore store) {
    this.kind = kind;
    this.store = store;
  }

  @Override
  public SinkKind kind() {
    return kind;
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    return thread.call(() -> store.commit(batch));
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return thread.call(() -> store.checkpoint(stream));
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return thread.call(() -> store.ids(stream, created));
  }

  @Override
  public void close() {
    thread.close(store::close);
  }
}

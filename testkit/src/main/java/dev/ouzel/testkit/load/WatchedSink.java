package dev.ouzel.testkit.load;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A sink whose commits somebody watches, and can hold back. As safe for threads as its sink. */
public final class WatchedSink implements PostSink {
  private final PostSink sink;
  private final Watch watch;

  /** Who watches. */
  public interface Watch {
    /** A batch is about to be committed, once what this returns has completed. */
    CompletionStage<Void> before(Batch batch);

    /** The batch is kept, which took so long; on the sink's thread. */
    void committed(Batch batch, CommitReceipt receipt, Duration took);
  }

  /** A sink before {@code sink}. */
  public WatchedSink(PostSink sink, Watch watch) {
    this.sink = sink;
    this.watch = watch;
  }

  @Override
  public SinkKind kind() {
    return sink.kind();
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    return watch.before(batch).thenCompose(now -> timed(batch));
  }

  private CompletionStage<CommitReceipt> timed(Batch batch) {
    long begun = System.nanoTime();
    return sink.commit(batch)
        .thenApply(
            receipt -> {
              watch.committed(batch, receipt, Duration.ofNanos(System.nanoTime() - begun));
              return receipt;
            });
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return sink.resume(stream);
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return sink.ids(stream, created);
  }

  @Override
  public void close() {
    sink.close();
  }
}

package dev.ouzel.testkit.contract;

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

/** Passes everything on to another sink; what extends it breaks one thing. */
abstract class SinkInFront implements PostSink {
  final PostSink behind;

  SinkInFront(PostSink behind) {
    this.behind = behind;
  }

  @Override
  public SinkKind kind() {
    return behind.kind();
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    return behind.commit(batch);
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return behind.resume(stream);
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return behind.ids(stream, created);
  }

  @Override
  public void close() {
    behind.close();
  }
}

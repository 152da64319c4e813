package dev.ouzel.testkit.memory;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Writes one stream to a {@link MemoryStore} until it is closed. */
final class MemorySink implements PostSink {
  private final MemoryStore store;
  private final StreamName stream;
  private boolean closed;

  MemorySink(MemoryStore store, StreamName stream) {
    this.store = store;
    this.stream = stream;
  }

  @Override
  public SinkKind kind() {
    return SinkKind.KEYED;
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    return answer(() -> store.commit(stream, batch));
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName whose) {
    return answer(() -> store.checkpoint(whose));
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName whose, TimeRange created) {
    return answer(() -> store.ids(created));
  }

  private <T> CompletionStage<T> answer(Supplier<T> question) {
    if (closed) {
      return CompletableFuture.failedFuture(SinkFailure.permanent("the sink is closed"));
    }
    try {
      return CompletableFuture.completedFuture(question.get());
    } catch (SinkFailure failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      store.release(stream);
    }
  }
}

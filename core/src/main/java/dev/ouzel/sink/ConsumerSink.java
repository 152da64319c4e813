package dev.ouzel.sink;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.stream.StreamName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The sink behind {@link PostSink#of}. */
final class ConsumerSink implements PostSink {
  private final Consumer<Batch> consumer;

  ConsumerSink(Consumer<Batch> consumer) {
    this.consumer = consumer;
  }

  @Override
  public SinkKind kind() {
    return SinkKind.EPHEMERAL;
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    try {
      consumer.accept(batch);
    } catch (SinkFailure refused) {
      return CompletableFuture.failedFuture(refused);
    } catch (RuntimeException mistake) {
      return CompletableFuture.failedFuture(
          SinkFailure.permanent("the consumer of posts failed: " + mistake, mistake));
    }
    return CompletableFuture.completedFuture(
        new CommitReceipt(batch.checkpoint().sequence(), batch.posts().size(), 0));
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return CompletableFuture.completedFuture(PostIds.none());
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}

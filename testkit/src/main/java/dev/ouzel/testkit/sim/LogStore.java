package dev.ouzel.testkit.sim;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Appends whatever it is given, in memory. */
final class LogStore implements SimulatedStore {
  private final List<ReceivedPost> posts = new ArrayList<>();
  private Optional<Checkpoint> checkpoint = Optional.empty();

  @Override
  public PostSink open(StreamName stream) {
    return new Appender();
  }

  @Override
  public List<ReceivedPost> posts() {
    return List.copyOf(posts);
  }

  @Override
  public void close() {
    // Nothing is held but memory.
  }

  private CommitReceipt append(Batch batch) {
    long sequence = batch.checkpoint().sequence();
    long held = checkpoint.map(Checkpoint::sequence).orElse(0L);
    if (sequence == held + 1) {
      posts.addAll(batch.posts());
      checkpoint = Optional.of(batch.checkpoint());
    } else if (sequence != held) {
      throw SinkFailure.permanent("batch " + sequence + " offered after " + held);
    }
    return new CommitReceipt(sequence, batch.posts().size(), 0);
  }

  private final class Appender implements PostSink {
    @Override
    public SinkKind kind() {
      return SinkKind.LOG;
    }

    @Override
    public CompletionStage<CommitReceipt> commit(Batch batch) {
      try {
        return CompletableFuture.completedFuture(append(batch));
      } catch (SinkFailure failure) {
        return CompletableFuture.failedFuture(failure);
      }
    }

    @Override
    public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
      return CompletableFuture.completedFuture(checkpoint);
    }

    @Override
    public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
      PostIds ids = PostIds.none();
      posts.stream()
          .map(ReceivedPost::id)
          .filter(id -> new PostId(id).createdAt().filter(created::contains).isPresent())
          .forEach(ids::add);
      return CompletableFuture.completedFuture(ids);
    }

    @Override
    public void close() {
      // The log outlives it.
    }
  }
}

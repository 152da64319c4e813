package dev.ouzel.app.scenario;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands before a sink, and holds commits back or lets them fail. Used on the test's thread. */
final class Valve implements PostSink {
  private enum State {
    OPEN,
    SHUT,
    FAILING
  }

  private record Held(Batch batch, CompletableFuture<CommitReceipt> answer) {}

  private final List<Held> held = new ArrayList<>();
  private Optional<PostSink> sink = Optional.empty();
  private State state = State.OPEN;

  /** This, before {@code next}. */
  PostSink before(PostSink next) {
    sink = Optional.of(next);
    return this;
  }

  /** From now on commits are not answered. */
  void shut() {
    state = State.SHUT;
  }

  /** From now on commits fail as if the store could not be reached. */
  void fail() {
    state = State.FAILING;
  }

  /** What was held back is committed, and what comes. */
  void open() {
    state = State.OPEN;
    List<Held> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(
        each ->
            commit(each.batch())
                .whenComplete(
                    (receipt, failure) -> {
                      if (failure == null) {
                        each.answer().complete(receipt);
                      } else {
                        each.answer().completeExceptionally(failure);
                      }
                    }));
  }

  @Override
  public SinkKind kind() {
    return sink.orElseThrow().kind();
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    return switch (state) {
      case OPEN -> sink.orElseThrow().commit(batch);
      case FAILING ->
          CompletableFuture.failedFuture(SinkFailure.transientFailure("the store is out of reach"));
      case SHUT -> {
        Held waiting = new Held(batch, new CompletableFuture<>());
        held.add(waiting);
        yield waiting.answer();
      }
    };
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return sink.orElseThrow().resume(stream);
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return sink.orElseThrow().ids(stream, created);
  }

  @Override
  public void close() {
    sink.ifPresent(PostSink::close);
  }
}

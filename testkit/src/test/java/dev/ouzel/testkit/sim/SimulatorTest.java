package dev.ouzel.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamName;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The simulator is not kinder than the world: it catches programs and sinks that are broken. */
final class SimulatorTest {
  private static final long MOST_SEEDS = 60;

  @Test
  void catchesASinkThatForgetsAPost() {
    assertThat(found(sink(batch -> without(batch, 7)))).startsWith("P1");
  }

  @Test
  void catchesASinkThatChangesABlank() {
    assertThat(found(sink(SimulatorTest::reformatted))).startsWith("P4");
  }

  @Test
  void catchesASinkThatDoubles() {
    UnaryOperator<Simulation> doubling =
        simulation ->
            simulation
                .store(LogStore::new)
                .sink(
                    sink ->
                        new Bent(sink) {
                          @Override
                          public SinkKind kind() {
                            return SinkKind.KEYED;
                          }

                          @Override
                          public CompletionStage<PostIds> ids(StreamName stream, TimeRange time) {
                            return CompletableFuture.completedFuture(PostIds.none());
                          }
                        });

    assertThat(found(doubling)).startsWith("P3");
  }

  @Test
  void catchesASinkThatAcknowledgesTooEarly() {
    UnaryOperator<Simulation> hasty = simulation -> simulation.sink(Hasty::new);

    assertThat(found(hasty)).startsWith("P1");
  }

  @Test
  void catchesASourceThatLosesAFrame() {
    UnaryOperator<Simulation> leaking =
        simulation -> simulation.source(source -> bent(source, SimulatorTest::losing));

    assertThat(found(leaking)).isNotEmpty();
  }

  @Test
  void catchesAnAttemptBesidesTheProgrammes() {
    UnaryOperator<Simulation> doubling =
        simulation ->
            simulation.source(
                source ->
                    request -> {
                      source.connect(request).subscribe(new Hanging());
                      return source.connect(request);
                    });

    assertThat(found(doubling)).isNotEmpty();
  }

  /** The first promise that some seed finds broken. */
  private static String found(UnaryOperator<Simulation> breakage) {
    return LongStream.rangeClosed(1, MOST_SEEDS)
        .mapToObj(seed -> breakage.apply(Simulation.of(seed)).run().broken())
        .filter(broken -> !broken.isEmpty())
        .map(broken -> broken.get(0))
        .findFirst()
        .orElse("");
  }

  private static UnaryOperator<Simulation> sink(UnaryOperator<Batch> change) {
    return simulation ->
        simulation.sink(
            sink ->
                new Bent(sink) {
                  @Override
                  public CompletionStage<CommitReceipt> commit(Batch batch) {
                    int posts = batch.posts().size();
                    return super.commit(change.apply(batch))
                        .thenApply(it -> new CommitReceipt(it.sequence(), posts, 0));
                  }
                });
  }

  private static Batch without(Batch batch, int every) {
    List<ReceivedPost> kept =
        batch.posts().stream().filter(post -> post.id() % every != 0).toList();
    return Batch.builder().from(batch).posts(kept).build();
  }

  private static Batch reformatted(Batch batch) {
    List<ReceivedPost> changed =
        batch.posts().stream()
            .map(
                post ->
                    new ReceivedPost(
                        post.id(), post.receivedAt(), Payload.ofText(post.payload().text() + " ")))
            .toList();
    return Batch.builder().from(batch).posts(changed).build();
  }

  private static StreamSignal losing(StreamSignal signal) {
    if (!(signal instanceof StreamSignal.Frames turn)) {
      return signal;
    }
    List<Frame> kept =
        turn.frames().stream()
            .filter(frame -> !(frame instanceof Frame.PostFrame post) || post.id() % 11 != 0)
            .toList();
    return new StreamSignal.Frames(kept, turn.keepAlives(), turn.bytes(), turn.pinnedBytes());
  }

  private static StreamSource bent(StreamSource source, UnaryOperator<StreamSignal> change) {
    return request ->
        subscriber ->
            source
                .connect(request)
                .subscribe(
                    new Flow.Subscriber<StreamSignal>() {
                      @Override
                      public void onSubscribe(Flow.Subscription subscription) {
                        subscriber.onSubscribe(subscription);
                      }

                      @Override
                      public void onNext(StreamSignal signal) {
                        subscriber.onNext(change.apply(signal));
                      }

                      @Override
                      public void onError(Throwable failure) {
                        subscriber.onError(failure);
                      }

                      @Override
                      public void onComplete() {
                        subscriber.onComplete();
                      }
                    });
  }

  /** Asks for nothing and never leaves. */
  private static final class Hanging implements Flow.Subscriber<StreamSignal> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(StreamSignal signal) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  /** Answers before it has kept the batch, which it does when the next comes. */
  private static final class Hasty extends Bent {
    private Optional<Batch> late = Optional.empty();

    private Hasty(PostSink sink) {
      super(sink);
    }

    @Override
    public CompletionStage<CommitReceipt> commit(Batch batch) {
      late.filter(before -> before != batch).ifPresent(super::commit);
      late = Optional.of(batch);
      return CompletableFuture.completedFuture(
          new CommitReceipt(batch.checkpoint().sequence(), batch.posts().size(), 0));
    }
  }

  /** A sink that leaves everything to another. */
  private static class Bent implements PostSink {
    private final PostSink sink;

    private Bent(PostSink sink) {
      this.sink = sink;
    }

    @Override
    public SinkKind kind() {
      return sink.kind();
    }

    @Override
    public CompletionStage<CommitReceipt> commit(Batch batch) {
      return sink.commit(batch);
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
}

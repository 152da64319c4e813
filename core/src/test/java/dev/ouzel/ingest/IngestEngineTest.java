package dev.ouzel.ingest;

import static dev.ouzel.ingest.Posting.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamName;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class IngestEngineTest {
  private static final Duration LINGER = IngestSettings.standard().linger();

  private final EngineWorld world = new EngineWorld();
  private final Ingestor ingestor = builder().observer(world.events::add).build();

  private Ingestor.Builder builder() {
    return Ingestor.builder(world, world).loop(world);
  }

  @Test
  void carriesPostsFromTheSourceToTheSink() {
    start().accept().signal(frames(post(1), post(2))).pass(LINGER);
    assertThat(world.commits.get(world.commits.size() - 1).posts())
        .extracting(ReceivedPost::id)
        .containsExactly(post(1).id(), post(2).id());
    assertThat(now(ingestor.status()).tally().stored()).isEqualTo(2);
    assertThat(world.exchange().demanded).isEqualTo(6);
  }

  @Test
  void stopsAsAskedAndEndsWhatItBegan() {
    CompletionStage<IngestReport> report = ingestor.start();
    world.run().accept();
    ingestor.stop();
    world.run();
    assertThat(world.exchange().cancelled).isTrue();
    assertThat(now(report).end()).isEqualTo(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.ASKED));
    assertThat(world.timers()).isZero();
    assertThat(now(ingestor.status()).state()).isEqualTo(IngestStatus.State.FINISHED);
  }

  @Test
  void startsOnce() {
    ingestor.start();
    assertThatThrownBy(ingestor::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesWhatCameBeforeACancellationAndEvenAfterIt() {
    start().accept();
    world.exchange().subscriber.onNext(frames(post(1)));
    ingestor.stop();
    world.run();
    world.signal(frames(post(2)));
    assertThat(world.commits.get(world.commits.size() - 1).posts()).hasSize(1);
  }

  @Test
  void takesAnExceptionForAFailureOfTheNetworkUnlessItTellsACause() {
    start().accept();
    world.exchange().subscriber.onError(new IllegalStateException("odd"));
    world.run();
    assertThat(last().cause())
        .isEqualTo(new EndCause.NetworkFailure("java.lang.IllegalStateException: odd"));
    world.accept();
    world.exchange().subscriber.onError(new StreamEnded(new EndCause.NetworkFailure("cut"), 12));
    world.run();
    assertThat(last().cause()).isEqualTo(new EndCause.NetworkFailure("cut"));
    assertThat(last().unfinishedBytes()).isEqualTo(12);
    world.pass(Duration.ofSeconds(1)).accept().exchange().subscriber.onComplete();
    world.run();
    assertThat(last().cause()).isEqualTo(new EndCause.Closed());
  }

  @Test
  void tellsAnEndOnce() {
    start().accept();
    world.exchange().subscriber.onComplete();
    world.exchange().subscriber.onComplete();
    world.exchange().subscriber.onError(new IllegalStateException("odd"));
    world.run();
    assertThat(world.events(IngestEvent.Ended.class)).hasSize(1);
  }

  @Test
  void takesASourceThatThrowsForAFailureOfTheNetwork() {
    world.thrownByConnect = Optional.of(new IllegalStateException("no such host"));
    start();
    assertThat(last().cause())
        .isEqualTo(new EndCause.NetworkFailure("java.lang.IllegalStateException: no such host"));
    world.thrownByConnect = Optional.empty();
    world.pass(Duration.ofSeconds(1));
    assertThat(world.exchanges).hasSize(1);
  }

  @Test
  void passesItsDemandOnOnceItIsSubscribedAndRefusesASecondSubscription() {
    start();
    assertThat(world.exchange().demanded).isEqualTo(4);
    EngineWorld.Exchange second =
        new EngineWorld.Exchange(world.exchange().request, world.exchange().subscriber);
    world.exchange().subscriber.onSubscribe(second.subscription());
    world.run();
    assertThat(second.cancelled).isTrue();
    assertThat(second.demanded).isZero();
    assertThat(world.exchange().cancelled).isFalse();
  }

  @Test
  void cancelsASubscriptionThatComesAfterTheEnd() {
    start();
    ingestor.stop();
    world.run();
    EngineWorld.Exchange late =
        new EngineWorld.Exchange(world.exchange().request, world.exchange().subscriber);
    world.exchange().subscriber.onSubscribe(late.subscription());
    world.run();
    assertThat(late.cancelled).isTrue();
  }

  @Test
  void asksTheSinkForThePostsOfTheDuplicateWindow() {
    world.checkpoint = Optional.of(checkpoint(Optional.empty()));
    world.held.add(post(1).id());
    start().accept().signal(frames(post(1), post(2))).pass(LINGER);
    assertThat(world.askedIds)
        .contains(
            new TimeRange(
                MachineDriver.START.minus(Duration.ofMinutes(15)),
                MachineDriver.START.plusSeconds(5)));
    assertThat(now(ingestor.status()).tally().windowDuplicates()).isEqualTo(1);
  }

  @Test
  void trustsTheNewestPostWhereItsOwnClockIsBehind() {
    PostId ahead = PostId.at(MachineDriver.START.plusSeconds(90));
    world.checkpoint = Optional.of(checkpoint(Optional.of(ahead)));
    start();
    assertThat(world.askedIds.orElseThrow().to()).isEqualTo(MachineDriver.START.plusSeconds(95));
  }

  @Test
  void asksASinkWithoutACheckpointForNothing() {
    start();
    assertThat(world.askedIds).isEmpty();
    assertThat(world.exchanges).hasSize(1);
  }

  @Test
  void endsAtOnceWhenTheSinkCannotBeReadOrFailsOddly() {
    SinkFailure locked = SinkFailure.permanent("locked by another process");
    world.thrownByResume = Optional.of(locked);
    assertThat(now(ingestor.start()).end()).isEqualTo(new IngestEnd.SinkFailed(locked));
    EngineWorld other = new EngineWorld();
    other.thrownByCommit = Optional.of(new IllegalStateException("odd"));
    CompletionStage<IngestReport> report =
        Ingestor.builder(other, other).loop(other).build().start();
    other.run();
    assertThat(now(report).end().sentence())
        .isEqualTo("the sink failed: java.lang.IllegalStateException: odd");
  }

  @Test
  void retriesACommitThatFailedForAWhileHoweverItIsWrapped() {
    world.keeps = false;
    start();
    world.nextReceipt.completeExceptionally(
        new CompletionException(SinkFailure.transientFailure("busy")));
    world.run();
    world.keeps = true;
    world.pass(Duration.ofSeconds(1));
    assertThat(world.commits).hasSize(2);
    assertThat(world.commits.get(1)).isEqualTo(world.commits.get(0));
    assertThat(world.exchanges).hasSize(1);
  }

  @Test
  void offersTheNextFullBatchOnTheThreadThatBringsTheReceipt() {
    Ingestor small = builder().settings(IngestSettings.builder().batchPosts(1).build()).build();
    small.start();
    world.run().accept();
    world.keeps = false;
    world.signal(frames(post(1))).signal(frames(post(2)));
    int offered = world.commits.size();
    CompletableFuture<CommitReceipt> first = world.nextReceipt;
    world.nextReceipt = new CompletableFuture<>();
    first.complete(new CommitReceipt(world.commits.get(offered - 1).checkpoint().sequence(), 1, 0));
    assertThat(world.commits).hasSize(offered + 1);
    assertThat(world.commits.get(offered).posts())
        .extracting(ReceivedPost::id)
        .containsExactly(post(2).id());
    assertThat(now(small.status()).tally().stored()).isEqualTo(1);
  }

  @Test
  void offersNothingMoreOnceItIsOver() {
    Ingestor small = builder().settings(IngestSettings.builder().batchPosts(1).build()).build();
    CompletionStage<IngestReport> report = small.start();
    world.run().accept();
    world.keeps = false;
    world.signal(frames(post(1))).signal(frames(post(2)));
    int offered = world.commits.size();
    small.stop();
    world.pass(IngestSettings.standard().stopTimeout());
    assertThat(now(report).end()).isInstanceOf(IngestEnd.SinkFailed.class);
    world.nextReceipt.complete(new CommitReceipt(1, 1, 0));
    world.run();
    assertThat(world.commits).hasSize(offered);
  }

  @Test
  void letsNoObserverStopTheStream() {
    Ingestor watched =
        builder()
            .observer(
                event -> {
                  throw new IllegalStateException("odd");
                })
            .observer(world.events::add)
            .build();
    watched.start();
    world.run().accept();
    assertThat(world.events(IngestEvent.Opened.class)).hasSize(1);
  }

  @Test
  void endsWithTheMistakeWhenTheProgramMakesOne() {
    AssertionError mistake = new AssertionError("a mistake");
    Ingestor faulty =
        builder()
            .observer(
                event -> {
                  if (event instanceof IngestEvent.Opened) {
                    throw mistake;
                  }
                })
            .build();
    CompletionStage<IngestReport> report = faulty.start();
    world.run().accept();
    assertThat(now(report).end()).isEqualTo(new IngestEnd.Faulted(mistake));
    assertThat(world.exchange().cancelled).isTrue();
  }

  @Test
  void endsEvenWhenEveryStepIsAMistake() {
    AssertionError mistake = new AssertionError("a mistake");
    assertThat(faulted(() -> mistake)).isSameAs(mistake);
    Throwable second = faulted(() -> new AssertionError("each a new one"));
    assertThat(second.getSuppressed()).hasSize(1);
    assertThat(world.exchange().cancelled).isTrue();
  }

  /** The mistake with which an ingest ends whose observer fails from the opening on. */
  private Throwable faulted(Supplier<AssertionError> mistakes) {
    AtomicBoolean opened = new AtomicBoolean();
    Ingestor faulty =
        builder()
            .observer(
                event -> {
                  opened.compareAndSet(false, event instanceof IngestEvent.Opened);
                  if (opened.get()) {
                    throw mistakes.get();
                  }
                })
            .build();
    CompletionStage<IngestReport> report = faulty.start();
    world.run().accept();
    return ((IngestEnd.Faulted) now(report).end()).mistake();
  }

  @Test
  void callsNoPostLateWhereALogCannotTellWhatItHolds() {
    Instant until = MachineDriver.START.minusSeconds(60);
    CoverageLedger.Run run = new CoverageLedger.Run(until.minusSeconds(600), until);
    String selection = Selection.parse("").withFields(StreamRequest.builder().build()).toString();
    world.checkpoint =
        Optional.of(
            Checkpoint.builder()
                .from(checkpoint(Optional.empty()))
                .coverage(CoverageLedger.of(run, selection, List.of()))
                .build());
    for (SinkKind kind : List.of(SinkKind.LOG, SinkKind.KEYED)) {
      world.kind = kind;
      Ingestor next = builder().observer(world.events::add).build();
      next.start();
      world.run().accept();
      world.signal(frames(Posting.postAt(until.minusSeconds(100)))).pass(LINGER);
      assertThat(world.events(IngestEvent.Late.class)).hasSize(kind == SinkKind.LOG ? 0 : 1);
      next.stop();
      world.run();
    }
  }

  @Test
  void closesTheLoopOfItsOwnWhenAllIsOver() throws Exception {
    world.keeps = true;
    Ingestor own = Ingestor.builder(world, world).build();
    CompletionStage<IngestReport> report = own.start();
    own.stop();
    IngestReport told = report.toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(told.end()).isEqualTo(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.ASKED));
    IngestStatus status = own.status().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(status.state()).isEqualTo(IngestStatus.State.FINISHED);
  }

  private EngineWorld start() {
    ingestor.start();
    return world.run();
  }

  private IngestEvent.Ended last() {
    List<IngestEvent.Ended> ended = world.events(IngestEvent.Ended.class);
    return ended.get(ended.size() - 1);
  }

  private <T> T now(CompletionStage<T> stage) {
    world.run();
    return stage.toCompletableFuture().getNow(null);
  }

  private static StreamSignal.Frames frames(Frame... frames) {
    return new StreamSignal.Frames(List.of(frames), 0, 10, 10);
  }

  private static Checkpoint checkpoint(Optional<PostId> newest) {
    return Checkpoint.builder().stream(new StreamName("filtered_stream"))
        .sequence(1)
        .takenAt(MachineDriver.START)
        .newestPost(newest)
        .build();
  }
}

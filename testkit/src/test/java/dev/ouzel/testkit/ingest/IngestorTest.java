package dev.ouzel.testkit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestEnd.Stopped.Reason;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.ingest.Tally;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.memory.MemoryStore;
import dev.ouzel.testkit.memory.ScriptedSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IngestorTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final StreamName STREAM = new StreamName("filtered_stream");

  private final ManualLoop loop = new ManualLoop(START, 42);
  private final ScriptedSource source = new ScriptedSource();
  private final MemoryStore store = new MemoryStore();
  private final List<IngestEvent> events = new ArrayList<>();
  private final PostSink sink = store.open(STREAM);
  private CompletableFuture<IngestReport> report;

  @Test
  void bringsPostsFromTheSourceToTheSinkUntouched() {
    start(ingestor(sink));
    source.latest().open(START);
    source.latest().send(post(1), post(2));
    loop.advance(Duration.ofSeconds(1));
    assertThat(store.posts())
        .extracting(ReceivedPost::payload)
        .containsExactly(post(1).payload(), post(2).payload());
    assertThat(report).isNotDone();
  }

  @Test
  void storesOnceWhatTheSinkKeptWithoutSayingSo() {
    start(ingestor(sink));
    source.latest().open(START);
    store.failAfterStoring(1);
    source.latest().send(post(1), post(2));
    loop.advance(Duration.ofSeconds(5));
    assertThat(store.posts()).hasSize(2);
    assertThat(lastTally().stored()).isEqualTo(2);
    assertThat(lastTally().sinkDuplicates()).isZero();
  }

  @Test
  void goesOnWhereItStoppedAndStoresNothingTwice() {
    Ingestor first = ingestor(sink);
    start(first);
    source.latest().open(START);
    source.latest().send(post(1), post(2));
    first.stop();
    loop.run();
    assertThat(report.join().end()).isEqualTo(new IngestEnd.Stopped(Reason.ASKED));
    sink.close();

    start(ingestor(store.open(STREAM)));
    source.latest().open(START);
    source.latest().send(post(2), post(3));
    loop.advance(Duration.ofSeconds(1));
    assertThat(store.posts()).hasSize(3);
    assertThat(lastTally().windowDuplicates()).isEqualTo(1);
    assertThat(store.checkpoint(STREAM).orElseThrow().sequence()).isEqualTo(5);
  }

  @Test
  void cancelsTheAttemptWhenItStops() {
    Ingestor ingestor = ingestor(sink);
    start(ingestor);
    source.latest().open(START);
    loop.run();
    ingestor.stop();
    loop.run();
    assertThat(source.latest().isCancelled()).isTrue();
    assertThat(report).isCompleted();
  }

  @Test
  void takesASourceThatThrowsForANetworkFailureAndTriesAgain() {
    List<Integer> calls = new ArrayList<>();
    Ingestor ingestor =
        Ingestor.builder(
                request -> {
                  calls.add(1);
                  throw new IllegalStateException("no route");
                },
                sink)
            .loop(loop)
            .observer(events::add)
            .build();
    start(ingestor);
    loop.advance(Duration.ofSeconds(1));
    assertThat(calls).hasSizeGreaterThan(1);
    assertThat(events(IngestEvent.Ended.class).get(0).cause())
        .isInstanceOf(EndCause.NetworkFailure.class);
  }

  @Test
  void endsWithTheSinkWhenTheSinkFailsForGood() {
    start(ingestor(sink));
    source.latest().open(START);
    store.failPermanently(1);
    source.latest().send(post(1));
    loop.advance(Duration.ofSeconds(1));
    assertThat(report.join().end()).isInstanceOf(IngestEnd.SinkFailed.class);
    assertThat(report.join().tally().stored()).isZero();
    assertThat(source.latest().isCancelled()).isTrue();
  }

  @Test
  void isNotDisturbedByAnObserverThatThrows() {
    Ingestor ingestor =
        Ingestor.builder(source, sink)
            .loop(loop)
            .observer(
                event -> {
                  throw new IllegalStateException("watching badly");
                })
            .build();
    start(ingestor);
    source.latest().open(START);
    source.latest().send(post(1));
    loop.advance(Duration.ofSeconds(1));
    assertThat(store.posts()).hasSize(1);
  }

  @Test
  void tellsItsStatusWhileItRunsAndAfterwards() {
    Ingestor ingestor = ingestor(sink);
    start(ingestor);
    source.latest().open(START);
    loop.run();
    assertThat(status(ingestor).state()).isEqualTo(IngestStatus.State.STREAMING);
    ingestor.stop();
    loop.run();
    assertThat(status(ingestor).state()).isEqualTo(IngestStatus.State.FINISHED);
  }

  @Test
  void startsOnce() {
    Ingestor ingestor = ingestor(sink);
    start(ingestor);
    assertThatThrownBy(ingestor::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsTheBooksBalancedInEveryEvent() {
    start(ingestor(sink));
    source.latest().open(START);
    for (int i = 0; i < 500; i++) {
      source.latest().send(post(i % 300), new Frame.UnreadableFrame("not JSON", text("x")));
      loop.advance(Duration.ofMillis(10));
    }
    assertThat(events(IngestEvent.Committed.class)).isNotEmpty();
    assertThat(events(IngestEvent.Committed.class))
        .allSatisfy(event -> assertThat(event.tally()).matches(Tally::balances));
  }

  @Test
  void needsNoLoopOfTheCallers() {
    PostSink counted = PostSink.of(batch -> {});
    Ingestor ingestor =
        Ingestor.builder(source, counted)
            .settings(IngestSettings.builder().limit(1).build())
            .build();
    report = ingestor.start().toCompletableFuture();
    ingestor.stop();
    assertThat(report.join().end()).isEqualTo(new IngestEnd.Stopped(Reason.ASKED));
    assertThat(ingestor.status().toCompletableFuture().join().state())
        .isEqualTo(IngestStatus.State.FINISHED);
  }

  private Ingestor ingestor(PostSink into) {
    return Ingestor.builder(source, into).loop(loop).observer(events::add).build();
  }

  private void start(Ingestor ingestor) {
    report = ingestor.start().toCompletableFuture();
    loop.run();
  }

  private IngestStatus status(Ingestor ingestor) {
    CompletableFuture<IngestStatus> status = ingestor.status().toCompletableFuture();
    loop.run();
    return status.join();
  }

  private <E extends IngestEvent> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private Tally lastTally() {
    List<IngestEvent.Committed> commits = events(IngestEvent.Committed.class);
    return commits.get(commits.size() - 1).tally();
  }

  private static Frame.PostFrame post(int number) {
    long id = PostId.at(START.plusMillis(number)).value();
    return new Frame.PostFrame(id, text("{\"data\":{\"id\":\"" + id + "\"}}"), 0, 0);
  }

  private static Payload text(String text) {
    return Payload.ofText(text);
  }
}

package dev.ouzel.ingest;

import static dev.ouzel.ingest.Posting.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.post.Problem;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IngestMachineTest {
  private static final EndCause CLOSED = new EndCause.Closed();
  private static final Duration LINGER = IngestSettings.standard().linger();

  @Test
  void commitsWhatArrivedOnceItHasLingered() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1), post(2));
    assertThat(driver.batches()).isEmpty();
    driver.pass(LINGER);
    assertThat(driver.batch().posts())
        .extracting(ReceivedPost::id)
        .containsExactly(post(1).id(), post(2).id());
    assertThat(driver.batch().checkpoint().sequence()).isEqualTo(3);
    driver.committed();
    assertThat(driver.tally().stored()).isEqualTo(2);
  }

  @Test
  void commitsAFullBatchAtOnceAndFillsTheNextMeanwhile() {
    MachineDriver driver =
        new MachineDriver(IngestSettings.builder().batchPosts(3).build()).opened();
    driver.frames(post(1), post(2), post(3)).frames(post(4), post(5), post(6)).frames(post(7));
    assertThat(driver.batches()).hasSize(1);
    driver.committed();
    assertThat(driver.batch().posts()).hasSize(3);
    driver.committed().pass(LINGER);
    assertThat(driver.batch().posts()).extracting(ReceivedPost::id).containsExactly(post(7).id());
    assertThat(driver.batch().checkpoint().sequence()).isEqualTo(5);
  }

  @Test
  void goesOnFromTheCheckpoint() {
    Checkpoint last =
        Checkpoint.builder().stream(new StreamName("filtered_stream"))
            .sequence(41)
            .takenAt(MachineDriver.START)
            .newestPost(new PostId(post(9).id()))
            .build();
    PostIds held = PostIds.none();
    held.add(post(1).id());
    MachineDriver driver =
        MachineDriver.standard().start(new Resumption(Optional.of(last), held, true)).accept();
    driver.frames(post(1), post(2)).pass(LINGER);
    assertThat(driver.batch().checkpoint().sequence()).isEqualTo(44);
    assertThat(driver.batch().checkpoint().newestPost()).isEqualTo(last.newestPost());
    assertThat(driver.batch().posts()).extracting(ReceivedPost::id).containsExactly(post(2).id());
  }

  @Test
  void dropsAPostThatCameBeforeButPassesOtherRulesOn() {
    long id = post(1).id();
    MachineDriver driver = MachineDriver.standard().opened();
    driver.frames(post(id, "[1]"), post(id, "[1]")).frames(post(id, "[1,2]")).pass(LINGER);
    Batch batch = driver.batch();
    assertThat(batch.posts()).hasSize(1);
    assertThat(batch.rematches())
        .singleElement()
        .satisfies(rematch -> assertThat(rematch.rules().text()).isEqualTo("[1,2]"));
    driver.committed();
    assertThat(driver.tally().windowDuplicates()).isEqualTo(2);
    assertThat(driver.tally().rematches()).isEqualTo(1);
  }

  @Test
  void keepsWhatIsNoPost() {
    Problem notice = Problem.builder().title("something new").build();
    MachineDriver driver = MachineDriver.standard().opened();
    driver
        .frames(
            new Frame.UnreadableFrame("not JSON", Payload.ofText("<html>")),
            new Frame.SystemFrame(List.of(notice), Payload.ofText("{\"errors\":[]}")),
            post(1))
        .pass(LINGER);
    assertThat(driver.batch().deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly("not JSON", "system");
    assertThat(driver.events(IngestEvent.DeadLettered.class)).hasSize(2);
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.STREAMING);
  }

  @Test
  void neverTakesAnInventedIdForTheNewestPost() {
    long ahead = PostId.at(MachineDriver.START.plus(Duration.ofDays(365))).value();
    MachineDriver driver = MachineDriver.standard().opened();
    driver.frames(post(ahead, "[]"), post(12, "[]")).pass(LINGER);
    assertThat(driver.batch().posts()).hasSize(2);
    assertThat(driver.batch().checkpoint().newestPost()).isEmpty();
  }

  @Test
  void asksForNoMoreThanMemoryHasRoomFor() {
    IngestSettings tight =
        IngestSettings.builder().batchBytes(1_000).maxBufferedBytes(2_000).build();
    MachineDriver driver = new MachineDriver(tight).opened();
    int number = 0;
    while (driver.events(IngestEvent.Paused.class).isEmpty() && number < 1_000) {
      driver.frames(post(++number));
    }
    assertThat(driver.status().bufferedBytes()).isBetween(2_000L, 3_000L);
    int demanded = driver.demanded();
    assertThat(demanded).isEqualTo(1 + number);
    driver.committed();
    assertThat(driver.demanded()).isGreaterThan(demanded);
    assertThat(driver.events(IngestEvent.Resumed.class)).hasSize(1);
  }

  @Test
  void doesNotTakeAPauseOfItsOwnForSilence() {
    IngestSettings tight = IngestSettings.builder().batchBytes(100).maxBufferedBytes(100).build();
    MachineDriver driver = new MachineDriver(tight).opened();
    driver.frames(post(1), post(2)).frames(post(3)).frames(post(4)).frames(post(5));
    driver.pass(Duration.ofMinutes(5));
    assertThat(driver.events(IngestEvent.Paused.class)).hasSize(1);
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    while (driver.status().bufferedBytes() > 0) {
      driver.committed();
    }
    driver.pass(Duration.ofSeconds(24));
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    driver.pass(Duration.ofSeconds(1));
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
  }

  @Test
  void endsAConnectionOnWhichNothingArrives() {
    MachineDriver driver = MachineDriver.standard().opened();
    for (int i = 0; i < 10; i++) {
      driver.pass(Duration.ofSeconds(19)).keepAlive();
    }
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    driver.pass(Duration.ofSeconds(25));
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
    driver.ended(new EndCause.Stopped());
    assertThat(driver.events(IngestEvent.Ended.class))
        .singleElement()
        .satisfies(
            ended ->
                assertThat(ended.cause()).isEqualTo(new EndCause.Stalled(Duration.ofSeconds(25))));
    assertThat(driver.commands(Command.Connect.class)).hasSize(2);
  }

  @Test
  void doesNotWaitForEverForXToAccept() {
    MachineDriver driver = MachineDriver.standard().start().pass(Duration.ofSeconds(25));
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
  }

  @Test
  void reconnectsWhenXSaysThatItEndsTheConnectionThoughTheSocketStaysOpen() {
    Problem problem = Problem.builder().disconnectType("UpstreamOperationalDisconnect").build();
    Payload line = Payload.ofText("{\"errors\":[{\"disconnect_type\":\"…\"}]}");
    MachineDriver driver = MachineDriver.standard().opened();
    driver.frames(post(1), new Frame.SystemFrame(List.of(problem), line));
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
    driver.frames(post(2)).ended(new EndCause.Stopped());
    assertThat(driver.events(IngestEvent.Ended.class).get(0).cause())
        .isEqualTo(new EndCause.Disconnected(problem));
    driver.committed();
    assertThat(driver.commands(Command.Connect.class)).hasSize(2);
    assertThat(driver.batch().posts()).hasSize(2);
    assertThat(driver.batch().deadLetters()).hasSize(1);
  }

  @Test
  void neverHammersAServerThatAcceptsAndCloses() {
    MachineDriver driver = MachineDriver.standard().start();
    for (int i = 0; i < 6; i++) {
      driver
          .accept()
          .ended(CLOSED)
          .pass(i == 0 ? Duration.ZERO : Duration.ofSeconds(5L << (i - 1)));
    }
    assertThat(driver.attemptTimes()).containsExactly(0d, 0d, 5d, 15d, 35d, 75d, 155d);
  }

  @Test
  void reconnectsAtOnceAfterAHealthyConnection() {
    MachineDriver driver = MachineDriver.standard().opened();
    for (int i = 0; i < 3; i++) {
      for (int beat = 0; beat < 4; beat++) {
        driver.pass(Duration.ofSeconds(15)).keepAlive();
      }
      driver.ended(CLOSED).accept();
    }
    assertThat(driver.attemptTimes()).containsExactly(0d, 60d, 120d, 180d);
    assertThat(driver.events(IngestEvent.Waiting.class)).isEmpty();
  }

  @Test
  void countsBytesOfAFrameThatNeverEnded() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1));
    driver.ended(new EndCause.NetworkFailure("connection reset"), 17);
    assertThat(driver.tally().unfinishedBytes()).isEqualTo(17);
    driver.pass(LINGER);
    assertThat(driver.batch().posts()).hasSize(1);
  }

  @Test
  void offersTheSameBatchAgainUntilTheSinkKeepsIt() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1)).pass(LINGER);
    Batch batch = driver.batch();
    driver.commitFailed(SinkFailure.transientFailure("busy")).frames(post(2));
    driver.pass(Duration.ofMillis(999));
    assertThat(driver.batches()).hasSize(1);
    driver.pass(Duration.ofMillis(1));
    assertThat(driver.batches()).hasSize(2);
    assertThat(driver.batch()).isSameAs(batch);
    driver.commitFailed(SinkFailure.transientFailure("busy")).pass(Duration.ofSeconds(2));
    assertThat(driver.batch()).isSameAs(batch);
    driver.committed();
    assertThat(driver.batch().checkpoint().sequence()).isEqualTo(4);
  }

  @Test
  void countsEveryFrameSomewhere() {
    MachineDriver driver = MachineDriver.standard().opened();
    Frame[] turn = IntStream.range(0, 50).mapToObj(i -> post(i % 40)).toArray(Frame[]::new);
    driver.frames(turn).frames(new Frame.UnreadableFrame("not JSON", Payload.ofText("x")));
    assertThat(driver.tally()).matches(Tally::balances);
    driver.pass(LINGER);
    assertThat(driver.tally()).matches(Tally::balances);
    driver.committed(7);
    assertThat(driver.tally()).matches(Tally::balances);
    assertThat(driver.tally().windowDuplicates()).isEqualTo(10);
    assertThat(driver.tally().sinkDuplicates()).isEqualTo(7);
    assertThat(driver.tally().stored()).isEqualTo(33);
  }

  @Test
  void countsWhatIsNoPostAndHeedsADisconnectAmongOtherNotices() {
    Problem end = Problem.builder().disconnectType("ForceDisconnect").build();
    Problem other = Problem.builder().title("something new").build();
    Payload line = Payload.ofText("{}");
    MachineDriver driver = MachineDriver.standard().opened();
    driver.frames(
        new Frame.UnreadableFrame("not JSON", line),
        new Frame.SystemFrame(List.of(end), line),
        new Frame.SystemFrame(List.of(other), line));
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
    assertThat(driver.tally().unreadable()).isEqualTo(1);
    assertThat(driver.tally().systemMessages()).isEqualTo(2);
    assertThat(driver.tally().frames()).isEqualTo(3);
  }

  @Test
  void tellsHowLongAfterItsCreationABatchsLastPostArrived() {
    MachineDriver driver = MachineDriver.standard().keeping().opened().pass(Duration.ofSeconds(3));
    driver.frames(post(10), post(20)).pass(LINGER);
    IngestEvent.Committed last =
        driver.events(IngestEvent.Committed.class).stream()
            .filter(committed -> committed.receipt().stored() > 0)
            .findFirst()
            .orElseThrow();
    assertThat(last.lag()).contains(Duration.ofSeconds(1));
    assertThat(driver.events(IngestEvent.Committed.class).get(0).lag()).isEmpty();
  }

  @Test
  void countsTheMemoryOfFramesThatWaitForTheLimit() {
    MachineDriver driver = new MachineDriver(IngestSettings.builder().limit(1).build()).opened();
    driver.frames(post(1)).pass(LINGER);
    long batch = driver.status().bufferedBytes();
    driver.frames(post(2), post(3));
    assertThat(driver.status().bufferedBytes()).isEqualTo(3 * batch);
  }

  @Test
  void countsWhateverIsInABatchAgainstItsSize() {
    IngestSettings small = IngestSettings.builder().batchPosts(3).build();
    MachineDriver driver = new MachineDriver(small).opened();
    long id = post(1).id();
    driver.frames(post(id, "[1]"), new Frame.UnreadableFrame("x", Payload.ofText("x")));
    assertThat(driver.batches()).isEmpty();
    driver.frames(post(id, "[2]"));
    assertThat(driver.batches()).hasSize(1);
  }

  @Test
  void commitsABatchThatHoldsExactlyItsBytes() {
    long bytes = post(1).payload().size() + 2L;
    IngestSettings exact = IngestSettings.builder().batchBytes(bytes).build();
    assertThat(new MachineDriver(exact).opened().frames(post(1)).batches()).hasSize(1);
    IngestSettings more = IngestSettings.builder().batchBytes(bytes + 1).build();
    assertThat(new MachineDriver(more).opened().frames(post(1)).batches()).isEmpty();
  }

  @Test
  void countsPostsInEveryBatchThatWaitsItsTurn() {
    IngestSettings small = IngestSettings.builder().batchPosts(2).build();
    MachineDriver driver = new MachineDriver(small).opened();
    driver.frames(post(1), post(2)).frames(post(3), post(4)).frames(post(5), post(6));
    driver.frames(post(7)).keepAlive();
    assertThat(driver.tally().inMemory()).isEqualTo(7);
    assertThat(driver.tally().keepAlives()).isEqualTo(1);
    assertThat(driver.tally().bytes()).isGreaterThan(7L * post(1).payload().size());
  }

  @Test
  void remembersTheNewestPostOfAllBatches() {
    MachineDriver driver = MachineDriver.standard().keeping().opened().pass(Duration.ofSeconds(3));
    driver.frames(post(20), post(10)).pass(LINGER).frames(post(15)).pass(LINGER);
    assertThat(driver.checkpoint().newestPost()).contains(new PostId(post(20).id()));
    driver.frames(post(80)).pass(LINGER);
    assertThat(driver.checkpoint().newestPost()).contains(new PostId(post(80).id()));
    driver.frames(post(90)).pass(LINGER);
    assertThat(driver.checkpoint().newestPost()).contains(new PostId(post(80).id()));
  }
}

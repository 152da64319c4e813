package dev.ouzel.ingest;

import static dev.ouzel.ingest.MachineDriver.START;
import static dev.ouzel.ingest.Posting.post;
import static dev.ouzel.ingest.Posting.postAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of coverage but for those of backfill, which have a test of their own. Times are
 * seconds since the start; X's {@code Date} at the first opening is the start.
 */
class CoverageRulesTest {
  private static final EndCause CLOSED = new EndCause.Closed();

  @Nested
  class EveryBatchTellsHowFarCoverageReachesOnceItIsKept {
    @Test
    void andNoFurtherThanItsPostsAndThoseBefore() {
      MachineDriver driver = MachineDriver.standard().opened();
      driver.hum(seconds(41)).frames(postAt(at(40))).pass(seconds(1));
      Batch first = driver.batch();
      assertThat(first.checkpoint().coverage().frontier()).contains(at(10));
      driver.frames(postAt(at(41))).stay(seconds(60));
      assertThat(frontier(driver)).isAfter(at(60));
      assertThat(driver.batches()).hasSize(1);
      MachineDriver again = driver.committed().restarted();
      assertThat(frontier(again)).isEqualTo(at(10));
    }

    @Test
    void notCountingATurnThatIsTakenInOnlyInPart() {
      MachineDriver driver = new MachineDriver(IngestSettings.builder().batchPosts(1).build());
      driver.opened().hum(seconds(41)).frames(postAt(at(40)));
      assertThat(driver.batch().checkpoint().coverage().frontier()).contains(at(1));
      assertThat(frontier(driver)).isEqualTo(at(10));
    }

    @Test
    void inTheOrderInWhichBatchesWereFilled() {
      MachineDriver driver = new MachineDriver(IngestSettings.builder().batchPosts(2).build());
      driver.opened().hum(seconds(40));
      for (int second = 40; second < 80; second++) {
        driver.pass(seconds(1)).frames(postAt(at(second)));
      }
      driver.committed();
      Instant before = Instant.MIN;
      for (int batch = 1; batch < 20; batch++) {
        Instant reached = driver.batch().checkpoint().coverage().frontier().orElseThrow();
        Instant newest = new PostId(driver.batch().posts().get(1).id()).createdAt().orElseThrow();
        assertThat(reached).isAfterOrEqualTo(before).isBeforeOrEqualTo(newest.minusSeconds(30));
        before = reached;
        driver.committed();
      }
    }
  }

  @Nested
  class TheBeginningIsOnRecordBeforeTheFirstPost {
    @Test
    void inABatchOfItsOwn() {
      MachineDriver driver = MachineDriver.standard().start().pass(seconds(3)).accept();
      Batch record = driver.allBatches().get(1);
      assertThat(record.posts()).isEmpty();
      assertThat(record.checkpoint().coverage().frontier()).contains(at(4));
    }

    @Test
    void soThatACrashAtTheFirstPostIsKnownAsAGap() {
      MachineDriver driver = MachineDriver.standard().opened().frames(post(1));
      driver = driver.restarted(seconds(600)).accept().keeping();
      driver.stay(seconds(120));
      assertThat(gaps(driver)).singleElement().matches(gap -> gap.range().from().equals(at(1)));
    }

    @Test
    void andCoverageIsKeptEveryFifteenSecondsWhileNoPostsCome() {
      MachineDriver driver = MachineDriver.standard().opened().forget();
      for (int beat = 0; beat < 30; beat++) {
        driver.pass(seconds(10)).keepAlive();
      }
      List<Batch> kept = driver.allBatches();
      assertThat(kept).hasSizeBetween(17, 20);
      Instant last = driver.checkpoint().coverage().frontier().orElseThrow();
      assertThat(last).isAfterOrEqualTo(at(300 - 30 - 15));
    }

    @Test
    void andNothingIsCommittedWhileNothingIsNew() {
      MachineDriver driver = MachineDriver.standard().opened().forget();
      for (int beat = 0; beat < 30; beat++) {
        driver.pass(Duration.ofMillis(900)).keepAlive();
      }
      assertThat(driver.allBatches()).isEmpty();
    }
  }

  @Nested
  class TheEndStandsBackByADeliveryMargin {
    @ParameterizedTest
    @EnumSource(
        names = {
          "FILTERED",
          "SAMPLE",
          "SAMPLE10",
          "FIREHOSE",
          "FIREHOSE_EN",
          "FIREHOSE_JA",
          "FIREHOSE_KO",
          "FIREHOSE_PT"
        })
    void ofThirtySecondsOrOfAMinuteWhereVolumeIsHigh(StreamEndpoint endpoint) {
      StreamRequest.Builder request = StreamRequest.builder().endpoint(endpoint);
      if (endpoint.partitions() > 0) {
        request.partition(1);
      }
      MachineDriver driver =
          new MachineDriver(IngestSettings.standard(), request.build(), false).opened();
      driver.hum(seconds(95)).frames(postAt(at(95)));
      boolean quiet = endpoint == StreamEndpoint.FILTERED || endpoint == StreamEndpoint.SAMPLE;
      assertThat(frontier(driver)).isEqualTo(at(quiet ? 65 : 35));
    }

    @Test
    void thatASettingChanges() {
      IngestSettings wide = IngestSettings.builder().deliveryMargin(seconds(40)).build();
      MachineDriver driver = new MachineDriver(wide).opened();
      driver.hum(seconds(95)).frames(postAt(at(95)));
      assertThat(frontier(driver)).isEqualTo(at(55));
    }

    @Test
    void andANewPostFromCoveredTimeShowsItTooShort() {
      MachineDriver driver = MachineDriver.standard().opened().stay(seconds(100));
      assertThat(frontier(driver)).isEqualTo(at(70));
      driver.frames(postAt(at(70)), postAt(at(0)));
      assertThat(driver.events(IngestEvent.Late.class)).isEmpty();
      driver.frames(postAt(at(69)), postAt(at(1)));
      assertThat(driver.events(IngestEvent.Late.class))
          .extracting(IngestEvent.Late::delay)
          .containsExactly(seconds(31), seconds(99));
      driver.frames(postAt(at(69)));
      assertThat(driver.events(IngestEvent.Late.class)).hasSize(2);
      assertThat(driver.events(IngestEvent.Late.class).get(0).id()).isEqualTo(postAt(at(69)).id());
    }
  }

  @Nested
  class CoverageRunsOnXsClock {
    @Test
    void whichCountsAtAKeepAliveThatHadToBeWaitedFor() {
      MachineDriver driver = MachineDriver.standard().opened().stay(seconds(60));
      assertThat(frontier(driver)).isEqualTo(at(30));
      driver.pass(Duration.ofMillis(999)).keepAlive();
      assertThat(frontier(driver)).isEqualTo(at(30));
      driver.pass(seconds(1)).keepAlive();
      assertThat(frontier(driver)).isEqualTo(at(30).plusMillis(1_999));
    }

    @Test
    void butNotWhileFramesMayBeUnread() {
      IngestSettings tight = IngestSettings.builder().batchBytes(100).maxBufferedBytes(100).build();
      MachineDriver driver = new MachineDriver(tight).opened().pass(seconds(5));
      pausedAfter(
          driver, postAt(at(1)), postAt(at(2)), postAt(at(3)), postAt(at(4)), postAt(at(5)));
      driver.pass(Duration.ofMinutes(5));
      while (driver.status().bufferedBytes() > 0) {
        driver.committed();
      }
      driver.keepAlive().frames(postAt(at(6))).keepAlive();
      assertThat(frontier(driver)).isEqualTo(at(1));
      driver.frames(postAt(at(50)));
      assertThat(frontier(driver)).isEqualTo(at(20));
    }

    @Test
    void andWhatWasUnreadWhenXDroppedUsIsAGap() {
      IngestSettings tight =
          IngestSettings.builder().batchBytes(100).maxBufferedBytes(100).backfill(false).build();
      MachineDriver driver = new MachineDriver(tight).opened().hum(seconds(50));
      pausedAfter(
          driver, postAt(at(45)), postAt(at(46)), postAt(at(47)), postAt(at(48)), postAt(at(49)));
      driver.pass(Duration.ofMinutes(5)).ended(CLOSED).keeping().committed().accept();
      driver.stay(seconds(60));
      assertThat(gaps(driver))
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.range().from()).isEqualTo(at(19));
                assertThat(gap.range().to()).isEqualTo(at(351));
                assertThat(gap.reason()).isEqualTo(CLOSED.sentence());
                assertThat(gap.connection()).hasValue(1);
              });
    }

    private void pausedAfter(MachineDriver driver, Frame... posts) {
      for (Frame post : posts) {
        driver.frames(post);
      }
      assertThat(driver.events(IngestEvent.Paused.class)).hasSize(1);
    }

    @Test
    void whichNoInventedIdMoves() {
      MachineDriver driver = MachineDriver.standard().opened().stay(seconds(60));
      long id2009 = 1_500_000_000L;
      driver.frames(
          post(PostId.at(at(365 * 86_400)).value(), ""),
          post(id2009, ""),
          postAt(at(65).plusMillis(1)));
      assertThat(frontier(driver)).isEqualTo(at(30));
      driver.frames(postAt(at(65)));
      assertThat(frontier(driver)).isEqualTo(at(35));
      driver.pass(seconds(1));
      assertThat(driver.batch().posts()).hasSize(4);
      assertThat(driver.events(IngestEvent.Late.class)).isEmpty();
    }

    @Test
    void andWithoutItNothingIsCalledCovered() {
      MachineDriver driver = MachineDriver.standard().keeping().start().acceptWithoutDate();
      driver.stay(seconds(60)).frames(postAt(at(59))).stay(seconds(60));
      assertThat(driver.timeline().covered()).isEmpty();
      driver.ended(CLOSED).accept().stay(seconds(60));
      driver.ended(CLOSED).down(seconds(1)).acceptWithoutDate().stay(seconds(60));
      assertThat(gaps(driver))
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.reason()).startsWith("no clock");
                assertThat(gap.range().from()).isEqualTo(at(0));
                assertThat(gap.range().to()).isEqualTo(at(121));
              });
    }
  }

  @Nested
  class ACommitThatFailedIsUnknown {
    private final SinkFailure busy = SinkFailure.transientFailure("busy");

    @Test
    void soTheSameBatchIsOfferedAgainAndNothingIsPutInto() {
      MachineDriver driver = MachineDriver.standard().opened().hum(seconds(41));
      driver.frames(postAt(at(40))).pass(seconds(1)).commitFailed(busy);
      Batch offered = driver.batch();
      driver.frames(postAt(at(41))).stay(seconds(30));
      assertThat(driver.batches()).hasSizeGreaterThan(1).allMatch(offered::equals);
    }

    @Test
    void andWhatTheSinkKeptAllTheSameCountsAfterACrash() {
      MachineDriver driver = MachineDriver.standard().opened().hum(seconds(41));
      driver.frames(postAt(at(40))).pass(seconds(1));
      Batch offered = driver.batch();
      Resumption keptAfterAll =
          new Resumption(Optional.of(offered.checkpoint()), ids(offered), true);
      MachineDriver again = MachineDriver.standard().start(keptAfterAll).accept();
      assertThat(frontier(again)).isEqualTo(at(10));
      assertThat(again.allBatches().get(0).checkpoint().sequence())
          .isEqualTo(offered.checkpoint().sequence() + 1);
    }
  }

  @Nested
  class XsTimesMoveTheEndsOfGapsOutwardOnly {
    @Test
    void andAnOpeningEndsAGapAFullSecondAfterItsDate() {
      MachineDriver driver = MachineDriver.standard().keeping().opened().stay(seconds(60));
      driver = driver.restarted(Duration.ofMillis(600_700)).accept();
      driver.stay(seconds(60));
      assertThat(driver.date()).isEqualTo(at(720));
      assertThat(gaps(driver))
          .singleElement()
          .satisfies(gap -> assertThat(gap.range().to()).isEqualTo(at(661)));
    }
  }

  @Nested
  class TheCheckpointCarriesTheFrontierAndTheOpenGaps {
    @Test
    void andWhatIsClosedIsToldOnceWithAPrintOfWhatWasAskedFor() {
      MachineDriver driver = MachineDriver.standard().keeping().opened().stay(seconds(60));
      driver.ended(CLOSED).pass(seconds(600)).down(seconds(1)).accept().stay(seconds(120));
      CoverageLedger kept = driver.checkpoint().coverage();
      assertThat(kept).isEqualTo(driver.ledger());
      assertThat(kept.closed()).isEmpty();
      assertThat(kept.gaps()).hasSize(1);
      List<Stretch> told =
          driver.allBatches().stream().flatMap(batch -> batch.coverage().stream()).toList();
      assertThat(told)
          .singleElement()
          .satisfies(
              stretch -> {
                assertThat(stretch.range().to()).isEqualTo(at(30));
                assertThat(((Covered) stretch).selection()).isEqualTo(kept.selection());
              });
      assertThat(kept.selection()).isNotEmpty();
    }

    @Test
    void andWhatIsLostInPiecesIsShownAsOne() {
      IngestSettings bare = IngestSettings.builder().recoveries(0).build();
      MachineDriver driver = new MachineDriver(bare).keeping().opened().stay(seconds(60));
      driver = driver.restarted(Duration.ofHours(30)).accept().stay(Duration.ofHours(3));
      List<Gap> gaps = driver.timeline().gaps();
      assertThat(gaps).extracting(Gap::state).containsExactly(Gap.State.LOST, Gap.State.OPEN);
      assertThat(gaps.get(0).range().from()).isEqualTo(at(30));
      assertThat(Duration.between(gaps.get(1).range().from(), driver.now().wall()))
          .isBetween(Duration.ofHours(24), Duration.ofHours(24).plusMinutes(16));
    }
  }

  private static PostIds ids(Batch batch) {
    PostIds ids = PostIds.none();
    batch.posts().forEach(post -> ids.add(post.id()));
    return ids;
  }

  private static List<Gap> gaps(MachineDriver driver) {
    return driver.ledger().gaps();
  }

  private static Instant frontier(MachineDriver driver) {
    return driver.ledger().frontier().orElseThrow();
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}

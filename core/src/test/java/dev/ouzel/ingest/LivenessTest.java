package dev.ouzel.ingest;

import static dev.ouzel.ingest.Posting.post;
import static dev.ouzel.ingest.Posting.postAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.PostId;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told while a connection is well but posts are late, rare or missing. */
class LivenessTest {
  private static final EndCause CLOSED = new EndCause.Closed();

  private final MachineDriver driver = MachineDriver.standard().keeping().opened();
  private int made;

  @Test
  void tellsOfALagThatLasts() {
    driver.stay(seconds(200));
    late(70);
    driver.pass(Duration.ofMillis(9_999));
    late(70);
    assertThat(driver.events(IngestEvent.Lagging.class)).isEmpty();
    driver.pass(Duration.ofMillis(1));
    late(70);
    assertThat(driver.events(IngestEvent.Lagging.class))
        .extracting(IngestEvent.Lagging::lag)
        .containsExactly(seconds(70));
    driver.pass(seconds(10));
    late(90);
    assertThat(driver.events(IngestEvent.Lagging.class)).hasSize(1);
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
  }

  @Test
  void tellsOnceThatItHasCaughtUp() {
    tellsOfALagThatLasts();
    late(60);
    late(1);
    assertThat(driver.events(IngestEvent.CaughtUp.class))
        .extracting(IngestEvent.CaughtUp::lag)
        .containsExactly(seconds(60));
  }

  @Test
  void doesNotCallOneLatePostALag() {
    driver.stay(seconds(200));
    late(70);
    driver.pass(seconds(5));
    late(1);
    driver.pass(seconds(6));
    late(70);
    assertThat(driver.events(IngestEvent.Lagging.class)).isEmpty();
    driver.pass(seconds(9));
    driver.frames(
        postAt(driver.now().wall().minusSeconds(70)), postAt(driver.now().wall().minusSeconds(1)));
    driver.pass(seconds(2));
    late(70);
    assertThat(driver.events(IngestEvent.Lagging.class)).isEmpty();
  }

  @Test
  void measuresLagByNoPostFromBeforeTheOpeningAndByNoInventedId() {
    driver.stay(seconds(50));
    for (int i = 0; i < 20; i++) {
      driver.pass(seconds(1));
      late(70);
      driver.frames(
          post(1_500_000_000L + i, ""),
          post(PostId.at(driver.now().wall().plus(Duration.ofDays(365))).value() + i, ""));
    }
    assertThat(driver.events(IngestEvent.Lagging.class)).isEmpty();
  }

  @Test
  void tellsOfFiveMinutesWithoutAPostThoughKeepAlivesCome() {
    driver.stay(seconds(100)).frames(recent(1)).stay(seconds(299));
    assertThat(driver.events(IngestEvent.Quiet.class)).isEmpty();
    driver.stay(seconds(1));
    assertThat(driver.events(IngestEvent.Quiet.class))
        .extracting(IngestEvent.Quiet::lasting)
        .containsExactly(Duration.ofMinutes(5));
    driver.stay(Duration.ofMinutes(20));
    assertThat(driver.events(IngestEvent.Quiet.class)).hasSize(1);
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    driver.frames(recent(1));
    assertThat(driver.events(IngestEvent.VolumeRecovered.class)).hasSize(1);
  }

  @Test
  void isNotQuietBetweenConnections() {
    driver.stay(seconds(60)).ended(CLOSED);
    driver.down(Duration.ofMinutes(9)).pass(Duration.ofSeconds(20));
    assertThat(driver.events(IngestEvent.Quiet.class)).isEmpty();
    driver.accept().stay(seconds(299));
    assertThat(driver.events(IngestEvent.Quiet.class)).isEmpty();
    driver.stay(seconds(1));
    assertThat(driver.events(IngestEvent.Quiet.class)).hasSize(1);
  }

  @Test
  void tellsOfACollapseAgainstWhatWasUsual() {
    minutes(5, 20);
    minutes(1, 1);
    assertThat(driver.events(IngestEvent.VolumeCollapsed.class))
        .singleElement()
        .satisfies(
            collapsed -> {
              assertThat(collapsed.perMinute()).isEqualTo(1);
              assertThat(collapsed.usual()).isEqualTo(20);
            });
    minutes(1, 1);
    assertThat(driver.events(IngestEvent.VolumeCollapsed.class)).hasSize(1);
    minutes(1, 9);
    assertThat(driver.events(IngestEvent.VolumeRecovered.class)).isEmpty();
    minutes(1, 10);
    assertThat(driver.events(IngestEvent.VolumeRecovered.class))
        .extracting(IngestEvent.VolumeRecovered::perMinute)
        .containsExactly(10d);
  }

  @Test
  void tellsOfNoCollapseWhereItKnowsTooLittleOrTheStreamIsSlowOrFallsLess() {
    minutes(4, 20);
    minutes(1, 1);
    minutes(20, 19);
    minutes(1, 1);
    minutes(20, 20);
    minutes(1, 2);
    assertThat(driver.events(IngestEvent.VolumeCollapsed.class)).isEmpty();
  }

  @Test
  void doesNotCallItRecoveredForHavingGrownUsedToIt() {
    minutes(15, 100);
    minutes(40, 2);
    assertThat(driver.events(IngestEvent.VolumeCollapsed.class)).hasSize(1);
    assertThat(driver.events(IngestEvent.VolumeRecovered.class)).isEmpty();
    minutes(1, 60);
    assertThat(driver.events(IngestEvent.VolumeRecovered.class)).hasSize(1);
  }

  @Test
  void forgetsWhatWasUsualLongAgo() {
    minutes(15, 100);
    minutes(15, 30);
    minutes(1, 4);
    assertThat(driver.events(IngestEvent.VolumeCollapsed.class)).isEmpty();
    minutes(1, 2);
    assertThat(driver.events(IngestEvent.VolumeCollapsed.class)).hasSize(1);
  }

  @Test
  void countsNoMinuteInWhichReadingWasPausedOrNothingWasConnected() {
    minutes(15, 100);
    driver.ended(CLOSED).down(Duration.ofMinutes(5)).accept();
    assertThat(driver.events(IngestEvent.VolumeCollapsed.class)).isEmpty();
    minutes(1, 100);
    assertThat(driver.events(IngestEvent.VolumeCollapsed.class)).isEmpty();
  }

  @Test
  void expectsNothingOfAConnectionThatEndedWhileReadingWasPaused() {
    IngestSettings tight = IngestSettings.builder().batchBytes(100).maxBufferedBytes(100).build();
    MachineDriver paused = new MachineDriver(tight).opened();
    while (paused.events(IngestEvent.Paused.class).isEmpty()) {
      paused.frames(post(made++));
    }
    paused.pass(Duration.ofMinutes(10));
    assertThat(paused.events(IngestEvent.Quiet.class)).isEmpty();
    paused.ended(CLOSED).pass(Duration.ofMinutes(10));
    assertThat(paused.events(IngestEvent.Resumed.class)).hasSize(1);
    assertThat(paused.events(IngestEvent.Quiet.class)).isEmpty();
  }

  @Test
  void countsAnewFromAPauseOfReading() {
    IngestSettings tight = IngestSettings.builder().batchBytes(100).maxBufferedBytes(100).build();
    MachineDriver paused = new MachineDriver(tight).opened();
    while (paused.events(IngestEvent.Paused.class).isEmpty()) {
      paused.frames(post(made++));
    }
    paused.pass(Duration.ofMinutes(10));
    while (paused.status().bufferedBytes() > 0) {
      paused.committed();
    }
    paused.keepAlive().stay(seconds(299));
    assertThat(paused.events(IngestEvent.Quiet.class)).isEmpty();
    paused.stay(seconds(1));
    assertThat(paused.events(IngestEvent.Quiet.class)).hasSize(1);
  }

  @Test
  void judgesALongMinuteByItsRate() {
    List<IngestEvent> told = new ArrayList<>();
    Moment now = driver.now();
    Liveness liveness = new Liveness(IngestSettings.standard(), told::add, now);
    liveness.opened(now);
    for (int minute = 1; minute <= 6; minute++) {
      for (int i = 0; i < (minute < 6 ? 60 : 4); i++) {
        liveness.post();
      }
      now = now.plus(seconds(minute < 6 ? 120 : 60));
      liveness.woke(now);
    }
    assertThat(told).filteredOn(IngestEvent.VolumeCollapsed.class::isInstance).isEmpty();
  }

  /** So many minutes with so many posts each. */
  private void minutes(int minutes, int posts) {
    for (int minute = 0; minute < minutes; minute++) {
      driver.pass(seconds(1)).frames(recent(posts)).stay(seconds(58)).pass(seconds(1));
    }
  }

  private Frame[] recent(int posts) {
    return IntStream.range(0, posts)
        .mapToObj(i -> postAt(driver.now().wall().minusMillis(i)))
        .toArray(Frame[]::new);
  }

  private void late(int seconds) {
    driver.frames(postAt(driver.now().wall().minusSeconds(seconds)));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}

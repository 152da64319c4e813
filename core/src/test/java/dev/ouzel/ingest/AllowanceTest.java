package dev.ouzel.ingest;

import static dev.ouzel.ingest.Posting.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.Gap;
import dev.ouzel.ingest.IngestEnd.Stopped.Reason;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  /** {@link MachineDriver#START} is noon. */
  private static final Duration UNTIL_MIDNIGHT = Duration.ofHours(12);

  private static final EndCause STOPPED = new EndCause.Stopped();

  private static IngestSettings.Builder perDay(long posts) {
    return IngestSettings.builder().maxPostsPerDay(posts);
  }

  private static Frame[] posts(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(id -> post(id)).toArray(Frame[]::new);
  }

  @Test
  void stopsOnceAsManyPostsAsAllowedWereDeliveredAndKeepsThoseUnderWay() {
    MachineDriver driver = new MachineDriver(perDay(5).build()).keeping().opened();
    driver.frames(posts(1, 6));
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
    driver.frames(post(7)).ended(STOPPED);
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.DAY_SPENT));
    assertThat(driver.report().tally().stored()).isEqualTo(7);
  }

  @Test
  void countsAPostThatCameAgainOnce() {
    MachineDriver driver = new MachineDriver(perDay(5).build()).keeping().opened();
    driver.frames(posts(1, 4)).frames(posts(1, 4));
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    assertThat(driver.status().usage().today()).isEqualTo(4);
  }

  @Test
  void countsAcrossRestarts() {
    MachineDriver driver = new MachineDriver(perDay(5).build()).keeping().opened();
    driver.frames(posts(1, 4)).pass(Duration.ofSeconds(1));
    MachineDriver next = driver.restarted(Duration.ofMinutes(1)).accept().frames(post(5));
    assertThat(next.commands(Command.Disconnect.class)).hasSize(1);
    next.ended(STOPPED);
    assertThat(next.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.DAY_SPENT));
  }

  @Test
  void makesNoAttemptWhenAllWasUsedBeforeTheStart() {
    MachineDriver driver = new MachineDriver(perDay(5).build()).keeping().opened();
    driver.frames(posts(1, 5)).ended(STOPPED);
    MachineDriver next = driver.restarted(Duration.ofMinutes(1));
    assertThat(next.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.DAY_SPENT));
    assertThat(next.commands(Command.Connect.class)).isEmpty();
  }

  @Test
  void theMonthIsTheGraverReason() {
    IngestSettings settings = perDay(5).maxPostsPerMonth(5).build();
    MachineDriver driver = new MachineDriver(settings).keeping().opened();
    driver.frames(posts(1, 5)).ended(STOPPED);
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.MONTH_SPENT));
  }

  @Test
  void saysOnceEachWhenMostAndWhenAllIsUsed() {
    MachineDriver driver = new MachineDriver(perDay(100).build()).keeping().opened();
    for (int post = 1; post <= 100; post++) {
      driver.frames(post(post));
    }
    assertThat(driver.events(IngestEvent.AllowanceUsed.class))
        .extracting(IngestEvent.AllowanceUsed::delivered)
        .containsExactly(80L, 95L, 100L);
    assertThat(driver.events(IngestEvent.AllowanceUsed.class))
        .allMatch(told -> told.period() == Usage.Period.DAY && told.allowed() == 100);
  }

  @Test
  void waitsForTheNextDayWhenToldTo() {
    IngestSettings settings = perDay(5).waitsForUsage(true).build();
    MachineDriver driver = new MachineDriver(settings).keeping().opened();
    driver.frames(posts(1, 5)).ended(STOPPED);
    assertThat(driver.events(IngestEvent.Ended.class))
        .extracting(IngestEvent.Ended::cause)
        .containsExactly(new EndCause.AllowanceSpent("day"));
    assertThat(driver.events(IngestEvent.Waiting.class))
        .extracting(IngestEvent.Waiting::pause)
        .containsExactly(UNTIL_MIDNIGHT);
    driver.pass(UNTIL_MIDNIGHT.minusSeconds(1));
    assertThat(driver.commands(Command.Connect.class)).hasSize(1);
    driver.pass(Duration.ofSeconds(1)).accept().frames(posts(6, 9));
    assertThat(driver.commands(Command.Connect.class)).hasSize(2);
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
    assertThat(driver.status().usage().today()).isEqualTo(4);
    assertThat(driver.status().usage().thisMonth()).isEqualTo(9);
  }

  @Test
  void doesNotAskForWhatItMissedWhileItWaited() {
    IngestSettings settings = perDay(5).waitsForUsage(true).build();
    MachineDriver driver = new MachineDriver(settings).keeping().opened();
    driver.stay(Duration.ofMinutes(5)).frames(posts(1, 5)).ended(STOPPED);
    driver.pass(UNTIL_MIDNIGHT.minusMinutes(5)).accept().stay(Duration.ofMinutes(10));
    assertThat(driver.commands(Command.Connect.class))
        .hasSize(2)
        .allMatch(made -> made.request().backfillMinutes() == 0 && !CommandLog.isRecovery(made));
    assertThat(driver.status().coverage().gaps()).isEmpty();
    assertThat(driver.events(IngestEvent.GapClosed.class))
        .extracting(closed -> closed.gap().state())
        .containsExactly(Gap.State.LOST);
    Gap lost = driver.events(IngestEvent.GapClosed.class).get(0).gap();
    assertThat(lost.reason()).contains("as many posts as allowed in a day");
    assertThat(lost.range().length()).isGreaterThan(Duration.ofHours(11));
    assertThat(lost.range().to()).isAfter(Instant.parse("2026-11-22T23:59:00Z"));
  }

  @Test
  void saysOnlyWhatTheAllowanceIsAbout() {
    MachineDriver driver = MachineDriver.standard().keeping().opened().frames(posts(1, 500));
    assertThat(driver.events(IngestEvent.AllowanceUsed.class)).isEmpty();
    assertThat(driver.status().usage().today()).isEqualTo(500);
  }
}

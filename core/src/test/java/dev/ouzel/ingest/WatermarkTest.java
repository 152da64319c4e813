package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatermarkTest {
  private static final Instant DATE = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(25);
  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final Duration NONE = Duration.ZERO;

  /** Our own clock is an hour behind X's, and does not matter. */
  private static final Moment AT = new Moment(DATE.minusSeconds(3_600), 5);

  private final Watermark.Opening opening = new Watermark.Opening(AT, DATE, MARGIN, SILENCE);
  private final Watermark mark = new Watermark(opening, Optional.empty());

  @Test
  void followsXsClockAndNotOurs() {
    assertThat(opening.clock(after(7))).isEqualTo(DATE.plusSeconds(7));
    assertThat(opening.liveFrom()).isEqualTo(DATE.plusSeconds(1));
  }

  @Test
  void coversNothingBeforeAMarginHasPassed() {
    mark.turn(after(20), BEAT, true);
    assertThat(mark.claim()).isEmpty();
    mark.turn(after(31), BEAT, true);
    assertThat(mark.claim()).isEmpty();
  }

  @Test
  void coversUpToAMarginBeforeAKeepAliveThatHadToBeWaitedFor() {
    mark.turn(after(60), BEAT, true);
    assertThat(mark.claim()).contains(range(1, 30));
    assertThat(mark.claim()).isEmpty();
    mark.turn(after(80), BEAT, true);
    assertThat(mark.claim()).contains(range(30, 50));
  }

  @Test
  void coversUpToAMarginBeforeTheNewestPost() {
    mark.seen(millis(50), DuplicateWindow.Verdict.NEW, after(51));
    mark.seen(millis(45), DuplicateWindow.Verdict.NEW, after(51));
    mark.turn(after(51), NONE, false);
    assertThat(mark.claim()).contains(range(1, 20));
  }

  @Test
  void neverGoesBack() {
    mark.turn(after(60), BEAT, true);
    mark.claim();
    mark.seen(millis(40), DuplicateWindow.Verdict.NEW, after(61));
    mark.turn(after(61), NONE, false);
    assertThat(mark.claim()).isEmpty();
  }

  @Test
  void doesNotTrustTheClockWhileMoreMayWaitToBeRead() {
    mark.turn(after(60), Duration.ofMillis(999), true);
    assertThat(mark.claim()).isEmpty();
    mark.turn(after(61), SILENCE.plusNanos(1), true);
    assertThat(mark.claim()).isEmpty();
    mark.turn(after(62), BEAT, false);
    assertThat(mark.claim()).isEmpty();
  }

  @Test
  void standsBackByTheWaitWhereTheMarginIsShorter() {
    Watermark.Opening hasty = new Watermark.Opening(AT, DATE, Duration.ofSeconds(5), SILENCE);
    Watermark narrow = new Watermark(hasty, Optional.empty());
    narrow.turn(after(60), BEAT, true);
    assertThat(narrow.claim()).contains(range(1, 40));
    narrow.turn(after(64), Duration.ofSeconds(4), true);
    assertThat(narrow.claim()).contains(range(40, 59));
  }

  @Test
  void trustsTheClockAtTheBoundsOfTheWait() {
    mark.turn(after(60), Duration.ofSeconds(1), true);
    assertThat(mark.claim()).contains(range(1, 30));
    mark.turn(after(70), SILENCE, true);
    assertThat(mark.claim()).contains(range(30, 40));
  }

  @Test
  void takesTheNewestPostWhereItIsAheadOfTheClock() {
    mark.seen(millis(63), DuplicateWindow.Verdict.NEW, after(60));
    mark.turn(after(60), BEAT, true);
    assertThat(mark.claim()).contains(range(1, 33));
  }

  @Test
  void coversNothingWhileBackfillMayBeArriving() {
    Watermark filling = new Watermark(opening, Optional.of(watch()));
    assertThat(filling.isFilling()).isTrue();
    filling.seen(millis(-50), DuplicateWindow.Verdict.NEW, after(29));
    filling.seen(millis(-40), DuplicateWindow.Verdict.NEW, after(29));
    assertThat(filling.turn(after(58), BEAT, true)).isEmpty();
    assertThat(filling.claim()).isEmpty();
    assertThat(filling.turn(after(59), BEAT, true)).isPresent();
    assertThat(filling.isFilling()).isFalse();
    assertThat(filling.claim()).contains(range(-50, 29));
    assertThat(filling.turn(after(80), BEAT, true)).isEmpty();
  }

  @Test
  void creditsNoBackfillThatNothingShows() {
    Watermark filling = new Watermark(opening, Optional.of(watch()));
    assertThat(filling.turn(after(60), BEAT, true)).isPresent();
    assertThat(filling.claim()).contains(range(1, 30));
  }

  @Test
  void waitsForBackfillAnewOnceReadingHadStopped() {
    Watermark filling = new Watermark(opening, Optional.of(watch()));
    filling.interrupted(after(20));
    assertThat(filling.turn(after(49), BEAT, true)).isEmpty();
    assertThat(filling.turn(after(80), SILENCE.plusSeconds(1), true)).isEmpty();
    assertThat(filling.turn(after(109), BEAT, true)).isEmpty();
    assertThat(filling.turn(after(110), BEAT, true)).isPresent();
  }

  private BackfillWatch watch() {
    return new BackfillWatch(
        range(-115, 1), DATE.minusSeconds(60), BackfillWatch.Proof.OLD_POSTS, opening);
  }

  private static Moment after(long seconds) {
    return AT.plus(Duration.ofSeconds(seconds));
  }

  private static long millis(long second) {
    return DATE.plusSeconds(second).toEpochMilli();
  }

  private static TimeRange range(long from, long to) {
    return new TimeRange(DATE.plusSeconds(from), DATE.plusSeconds(to));
  }
}

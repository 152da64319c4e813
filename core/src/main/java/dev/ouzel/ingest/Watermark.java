package dev.ouzel.ingest;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far one live connection covers time, by X's clock.
 *
 * <p>It follows the newest post, less the margin within which posts are delivered out of order. The
 * clock counts only at a keep-alive that had to be waited for: then all that X had sent is read.
 * While backfill is arriving nothing is covered.
 */
final class Watermark {
  /** A turn of reading that took so long to come found nothing waiting to be read. */
  private static final Duration WAITED = Duration.ofSeconds(1);

  /** {@code Date} has whole seconds: the opening lies within the second that it names. */
  private static final Duration DATE_STEP = Duration.ofSeconds(1);

  private final Opening opening;
  private Optional<BackfillWatch> backfill;
  private Instant from;
  private Instant reach;
  private Instant newest = Instant.EPOCH;
  private long newestMillis;

  /**
   * How a connection began.
   *
   * @param at when X accepted, by our clocks
   * @param serverTime when X accepted, by its clock, in whole seconds
   * @param margin how long after its creation a post may come in order
   * @param silenceLimit how long X leaves at most between two signs of life
   */
  record Opening(Moment at, Instant serverTime, Duration margin, Duration silenceLimit) {
    /** X's clock at {@code now}, not a moment too late, in milliseconds as ids have them. */
    Instant clock(Moment now) {
      return serverTime.plus(now.since(at)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** From when on the connection brings what X delivers. */
    Instant liveFrom() {
      return serverTime.plus(DATE_STEP);
    }
  }

  Watermark(Opening opening, Optional<BackfillWatch> backfill) {
    this.opening = opening;
    this.backfill = backfill;
    this.from = opening.liveFrom();
    this.reach = from;
  }

  Opening opening() {
    return opening;
  }

  /** True while it is not known whether backfill is still arriving. */
  boolean isFilling() {
    return backfill.isPresent();
  }

  /** A post with a plausible date came. */
  void seen(long millis, DuplicateWindow.Verdict verdict, Moment now) {
    newestMillis = Math.max(newestMillis, millis);
    backfill.ifPresent(watch -> watch.seen(millis, verdict, now));
  }

  /**
   * A turn of reading is taken in: the backfill that this shows to be over, whatever came of it.
   *
   * @param waited how long nothing had come, though it was asked for
   */
  Optional<BackfillWatch> turn(Moment now, Duration waited, boolean keepAlive) {
    boolean stuck = waited.compareTo(opening.silenceLimit) > 0;
    newest = Instant.ofEpochMilli(newestMillis);
    if (keepAlive && !stuck && waited.compareTo(WAITED) >= 0) {
      Instant clock = opening.clock(now).minus(beyondMargin(waited));
      newest = clock.isAfter(newest) ? clock : newest;
    }
    if (stuck) {
      backfill.ifPresent(watch -> watch.interrupted(now));
    }
    Optional<BackfillWatch> over =
        backfill.filter(watch -> watch.quiet(now).compareTo(opening.margin) >= 0);
    over.ifPresent(this::settle);
    return over;
  }

  /** The keep-alive may itself have waited for us, but not for longer than nothing had come. */
  private Duration beyondMargin(Duration waited) {
    Duration beyond = waited.minus(opening.margin);
    return beyond.isNegative() ? Duration.ZERO : beyond;
  }

  private void settle(BackfillWatch watch) {
    backfill = Optional.empty();
    if (watch.isProven()) {
      from = watch.from();
    }
  }

  /** Reading had stopped until now. */
  void interrupted(Moment now) {
    backfill.ifPresent(watch -> watch.interrupted(now));
  }

  /** The time newly covered since it was asked last. */
  Optional<TimeRange> claim() {
    Instant next = newest.minus(opening.margin);
    if (isFilling() || !next.isAfter(reach)) {
      return Optional.empty();
    }
    TimeRange claim = new TimeRange(from, next);
    from = next;
    reach = next;
    return Optional.of(claim);
  }
}

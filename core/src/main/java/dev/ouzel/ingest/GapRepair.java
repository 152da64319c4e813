package dev.ouzel.ingest;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import dev.ouzel.reconnect.Backoff;
import dev.ouzel.reconnect.Ladder;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has X replay the gaps that backfill left: oldest first, a slice at a time. A slice counts as
 * repaired when its recovery was whole and either reached the slice's end or brought the same as
 * the whole recovery before; no progress is kept inside a slice.
 */
final class GapRepair {
  /** X replays the last 24 h; a minute or two less keeps clear of the edge. */
  private static final Duration REACH = Duration.ofDays(1).minusMinutes(1);

  private static final Duration EDGE = Duration.ofMinutes(1);

  /** What lies so far back is lost. */
  private static final Duration HORIZON = Duration.ofDays(1);

  /** X may refuse recoveries because of the plan. */
  private static final Duration ABSENCE = Duration.ofHours(1);

  /** Whole recoveries that prove nothing may be repeated at once so often; then they wait. */
  private static final int PROMPT_REPEATS = 2;

  private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

  private static final int MOST_PRINTS = 64;

  private final IngestSettings settings;
  private final StreamRequest base;
  private final Duration margin;
  private final List<Recovery> running = new ArrayList<>();
  private final Map<TimeRange, Repeats> unproven = new LinkedHashMap<>();
  private Backoff backoff = Backoff.fresh();
  private Optional<Moment> waitUntil = Optional.empty();
  private Optional<Instant> absentUntil = Optional.empty();

  /** Whole recoveries of one slice that proved nothing. */
  private record Repeats(Recovery.Print last, int count) {}

  /** What came of a recovery. */
  enum Outcome {
    REPAIRED,
    AGAIN,
    REFUSED
  }

  /** A repair of what the live stream missed. */
  GapRepair(LiveStream live) {
    this.settings = live.settings();
    this.base = live.request();
    this.margin = live.margin();
  }

  void resume(Optional<Instant> absent) {
    absentUntil = absent;
  }

  Optional<Instant> absentUntil() {
    return absentUntil;
  }

  /** True when X may be asked for a recovery now. */
  boolean isReady(Moment now) {
    return running.size() < settings.recoveries()
        && base.endpoint().hasRecovery()
        && waitUntil.filter(now::isBefore).isEmpty()
        && absentUntil.filter(now.wall()::isBefore).isEmpty();
  }

  /** Before this, nothing can be replayed. */
  static Instant horizon(Instant clock) {
    return clock.minus(HORIZON);
  }

  /**
   * The next recovery, not yet begun; empty when there is none to make.
   *
   * @param clock the present, by X's clock
   */
  Optional<Recovery> next(Moment now, CoverageLedger ledger, Instant clock) {
    Instant oldest = clock.minus(REACH).truncatedTo(ChronoUnit.MINUTES).plus(EDGE);
    Instant newest = clock.minus(margin).truncatedTo(ChronoUnit.SECONDS);
    Optional<Recovery> next =
        ledger.gaps().stream()
            .flatMap(gap -> gap.range().since(oldest).stream())
            .flatMap(this::slices)
            .filter(slice -> !slice.to().isAfter(newest))
            .filter(slice -> running.stream().noneMatch(own -> own.slice().overlaps(slice)))
            .findFirst()
            .map(slice -> new Recovery(slice, link(slice, now)));
    next.ifPresent(running::add);
    return next;
  }

  /** Slices end at the same moments however often they are cut, so that repeats are comparable. */
  private Stream<TimeRange> slices(TimeRange gap) {
    long step = settings.recoverySlice().toMillis();
    long first = Math.floorDiv(gap.from().toEpochMilli(), step);
    long last = Math.floorDiv(gap.to().toEpochMilli() - 1, step);
    return Stream.iterate(first, index -> index <= last, index -> index + 1)
        .map(
            index ->
                gap.within(
                    new TimeRange(
                        Instant.ofEpochMilli(index * step),
                        Instant.ofEpochMilli((index + 1) * step))))
        .flatMap(Optional::stream);
  }

  /**
   * Asks for the slice and a margin more: a post from beyond the slice shows that X has not stopped
   * before its end. X reads whole seconds, so what is asked for holds the slice.
   */
  private Link link(TimeRange slice, Moment now) {
    StreamRequest request =
        StreamRequest.builder()
            .from(base)
            .backfillMinutes(0)
            .startTime(slice.from().truncatedTo(ChronoUnit.SECONDS))
            .endTime(slice.to().plus(margin).plus(ALMOST_A_SECOND).truncatedTo(ChronoUnit.SECONDS))
            .build();
    return new Link(request, settings.silenceLimit(), now);
  }

  List<Recovery> running() {
    return running;
  }

  /** The recovery whose attempt has this number. */
  Optional<Recovery> recovery(int attempt) {
    return running.stream()
        .filter(own -> own.link().attempt() == attempt && own.link().isLive())
        .findFirst();
  }

  /** The recovery was given up before it was made. */
  void drop(Link link) {
    running.removeIf(own -> own.link() == link);
  }

  /** The recovery is over, for this reason; {@code chance} is for the jitter before the next. */
  Outcome ended(Recovery recovery, AttemptEnd end, Moment now, long chance) {
    running.remove(recovery);
    if (recovery.isWhole(end.cause(), end.unfinishedBytes())) {
      return judged(recovery, now, chance);
    }
    if (Ladder.of(end.cause()) == Ladder.FINAL) {
      absentUntil = Optional.of(now.wall().plus(ABSENCE));
      return Outcome.REFUSED;
    }
    wait(end.cause(), recovery, now, chance);
    return Outcome.AGAIN;
  }

  private Outcome judged(Recovery recovery, Moment now, long chance) {
    Repeats before = unproven.remove(recovery.slice());
    boolean same = before != null && before.last().equals(recovery.print());
    if (recovery.reachedTheEnd() || same) {
      backoff = Backoff.fresh();
      return Outcome.REPAIRED;
    }
    int count = before == null ? 1 : before.count() + 1;
    unproven.put(recovery.slice(), new Repeats(recovery.print(), count));
    if (unproven.size() > MOST_PRINTS) {
      unproven.remove(unproven.keySet().iterator().next());
    }
    if (count > PROMPT_REPEATS) {
      wait(new EndCause.Closed(), recovery, now, chance);
    }
    return Outcome.AGAIN;
  }

  private void wait(EndCause cause, Recovery recovery, Moment now, long chance) {
    Backoff.Step step = backoff.after(cause, recovery.link().hasOpened(), now.wall(), chance);
    backoff = step.next();
    waitUntil = Optional.of(now.plus(step.pause()));
  }
}

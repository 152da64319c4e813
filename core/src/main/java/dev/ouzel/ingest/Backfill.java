package dev.ouzel.ingest;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How much backfill each attempt asks for, and what is known of X's willingness to send any. */
final class Backfill {
  /** X may refuse it because of the plan; plans change seldom. */
  private static final Duration ABSENCE = Duration.ofDays(1);

  /** Asked for beyond what was missed, so that something kept may come again and prove it. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private final boolean enabled;
  private final StreamRequest base;
  private Optional<Instant> absentUntil = Optional.empty();
  private boolean doubted;

  Backfill(boolean enabled, StreamRequest base) {
    this.enabled = enabled && base.endpoint().hasBackfill();
    this.base = base;
  }

  void resume(Checkpoint checkpoint) {
    absentUntil = checkpoint.backfillAbsentUntil();
  }

  void remember(Checkpoint.Builder checkpoint) {
    checkpoint.backfillAbsentUntil(absentUntil);
  }

  /** What the next attempt asks for, when posts were missed since {@code wanted}. */
  StreamRequest request(Moment now, Optional<Instant> wanted, Recall recall) {
    if (doubted || absentUntil.filter(now.wall()::isBefore).isPresent()) {
      return asking(0);
    }
    int minutes = enabled ? wanted.map(from -> minutes(from, recall)).orElse(0) : 0;
    return asking(Math.max(minutes, base.backfillMinutes()));
  }

  private StreamRequest asking(int minutes) {
    return StreamRequest.builder().from(base).backfillMinutes(minutes).build();
  }

  /** As few as reach a minute and a kept post beyond what was missed, if any do. */
  private static int minutes(Instant wanted, Recall recall) {
    for (int minutes = 1; minutes < StreamRequest.MOST_BACKFILL_MINUTES; minutes++) {
      Instant from = reach(recall.now(), minutes);
      Optional<TimeRange> overlap = TimeRange.between(from, wanted);
      if (overlap.isPresent()
          && overlap.get().length().compareTo(OVERLAP) >= 0
          && recall.keeps(overlap.get())) {
        return minutes;
      }
    }
    return StreamRequest.MOST_BACKFILL_MINUTES;
  }

  private static Instant reach(Instant now, int minutes) {
    return now.minus(Duration.ofMinutes(minutes)).plus(BackfillWatch.UNSURE);
  }

  /** The watch to keep on a connection that was opened with this request. */
  Optional<BackfillWatch> watch(
      StreamRequest request, Optional<Instant> wanted, Recall recall, Watermark.Opening opening) {
    if (request.backfillMinutes() == 0 || wanted.isEmpty()) {
      return Optional.empty();
    }
    TimeRange asked =
        new TimeRange(reach(opening.serverTime(), request.backfillMinutes()), opening.liveFrom());
    return Optional.of(
        new BackfillWatch(asked, wanted.get(), proof(asked, wanted.get(), recall), opening));
  }

  private static BackfillWatch.Proof proof(TimeRange asked, Instant wanted, Recall recall) {
    Optional<TimeRange> overlap = asked.before(wanted);
    if (overlap.isPresent() && recall.keeps(overlap.get())) {
      return BackfillWatch.Proof.OVERLAP;
    }
    return recall.keeps(asked) ? BackfillWatch.Proof.KEPT : BackfillWatch.Proof.OLD_POSTS;
  }

  /** True when a refusal may be due to the backfill, so that it is worth asking without. */
  boolean mayBeBlamedFor(EndCause cause, StreamRequest request) {
    boolean suspect =
        cause instanceof EndCause.Refused refused
            && (refused.refusal().kind() == Refusal.Kind.INVALID_REQUEST
                || refused.refusal().kind() == Refusal.Kind.FORBIDDEN);
    doubted = suspect ? request.backfillMinutes() > 0 : doubted;
    return suspect && doubted;
  }

  /** X accepted: until when backfill is not asked for, if its refusal has just been proved. */
  Optional<Instant> opened(Moment now) {
    if (!doubted) {
      return Optional.empty();
    }
    doubted = false;
    absentUntil = Optional.of(now.wall().plus(ABSENCE));
    return absentUntil;
  }

  /** Whether a post was kept, and whether that is known at all, as far back as memory goes. */
  interface Recall {
    /** The present, by X's clock as far as it is known. */
    Instant now();

    /** True when some post of that time is known to be kept. */
    boolean keeps(TimeRange time);

    /** From when on all kept posts are known. */
    Instant knownSince();
  }

  /** Since when posts were missed that backfill may bring; empty when none were. */
  static Optional<Instant> wanted(CoverageLedger ledger, Instant now) {
    Instant horizon = reach(now, StreamRequest.MOST_BACKFILL_MINUTES);
    return ledger
        .frontier()
        .map(
            frontier ->
                ledger.gaps().stream()
                    .map(gap -> gap.range().from())
                    .filter(from -> from.isBefore(frontier) && from.isAfter(horizon))
                    .findFirst()
                    .orElse(frontier));
  }
}

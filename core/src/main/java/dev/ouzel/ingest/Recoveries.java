package dev.ouzel.ingest;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.loop.Moment;
import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The connections that replay gaps, beside the live one and never at its cost. */
final class Recoveries {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final GapRepair repair;
  private final CoverageBook coverage;
  private final Attempts attempts;
  private final Answer answer;
  private Optional<Moment> lookAt = Optional.empty();

  Recoveries(GapRepair repair, CoverageBook coverage, Attempts attempts, Answer answer) {
    this.repair = repair;
    this.coverage = coverage;
    this.attempts = attempts;
    this.answer = answer;
  }

  GapRepair repair() {
    return repair;
  }

  /** Begins what recoveries there are to make, while the live connection is well. */
  void begin(Moment now, Instant clock) {
    if (coverage.ledger().gaps().isEmpty() || lookAt.filter(now::isBefore).isPresent()) {
      return;
    }
    boolean more = true;
    while (more && repair.isReady(now) && attempts.isPlenty(now)) {
      Optional<Recovery> next = repair.next(now, coverage.ledger(), clock);
      next.ifPresent(recovery -> plan(recovery, now));
      more = next.isPresent();
    }
    lookAt = Optional.of(now.plus(BETWEEN_LOOKS));
  }

  private void plan(Recovery recovery, Moment now) {
    attempts.plan(recovery.link(), now);
    coverage.change(
        now,
        ledger -> ledger.mark(recovery.slice(), Gap.State.REPAIRING, "X is asked to replay it"));
  }

  /** The recovery whose attempt this is. */
  Optional<Recovery> of(Link link) {
    return repair.running().stream().filter(own -> own.link() == link).findFirst();
  }

  /** The recovery whose attempt has this number, while it lives. */
  Optional<Recovery> live(int attempt) {
    return repair.recovery(attempt);
  }

  /** The attempts, from their record to their end. */
  List<Link> links() {
    return repair.running().stream().map(Recovery::link).toList();
  }

  /** Gives up a recovery that has not been made. */
  void drop(Link link, Moment now) {
    of(link).ifPresent(recovery -> reopen(recovery, now));
    link.drop(now);
    repair.drop(link);
  }

  private void reopen(Recovery recovery, Moment now) {
    coverage.change(now, ledger -> ledger.mark(recovery.slice(), Gap.State.OPEN, ""));
  }

  /** Gives up every recovery that has not been made. */
  void rest(Moment now) {
    links().stream().filter(link -> !link.isLive()).forEach(link -> drop(link, now));
  }

  /** The recovery is over. */
  void ended(Recovery recovery, AttemptEnd end, Moment now, long chance) {
    if (end.cause() instanceof EndCause.Stopped) {
      repair.drop(recovery.link());
      reopen(recovery, now);
    } else {
      GapRepair.Outcome outcome = repair.ended(recovery, end, now, chance);
      coverage.change(now, ledger -> after(ledger, recovery, outcome, end.cause()));
      refused(outcome, end.cause(), now);
      answer.announce(
          new IngestEvent.RecoveryEnded(
              now.wall(),
              end.attempt(),
              recovery.slice(),
              end.cause(),
              outcome == GapRepair.Outcome.REPAIRED));
    }
    lookAt = Optional.of(now);
  }

  private static CoverageLedger after(
      CoverageLedger ledger, Recovery recovery, GapRepair.Outcome outcome, EndCause cause) {
    return switch (outcome) {
      case REPAIRED -> ledger.repair(recovery.slice(), "recovery");
      case AGAIN ->
          ledger.mark(
              recovery.slice(),
              Gap.State.OPEN,
              "a recovery ended before it was known to be whole (" + cause.sentence() + ")");
      case REFUSED ->
          ledger.mark(recovery.slice(), Gap.State.OPEN, "recovery refused: " + cause.sentence());
    };
  }

  private void refused(GapRepair.Outcome outcome, EndCause cause, Moment now) {
    if (outcome == GapRepair.Outcome.REFUSED) {
      repair
          .absentUntil()
          .ifPresent(
              until ->
                  answer.announce(
                      new IngestEvent.RepairRefused(now.wall(), true, until, cause.sentence())));
    }
  }

  /** When to look for gaps to repair again, if recoveries may be made then. */
  Optional<Moment> deadline(boolean mayBegin) {
    return mayBegin && !coverage.ledger().gaps().isEmpty() ? lookAt : Optional.empty();
  }
}

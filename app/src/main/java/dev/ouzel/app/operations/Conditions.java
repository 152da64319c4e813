package dev.ouzel.app.operations;

import dev.ouzel.app.operations.Condition.Kind;
import dev.ouzel.coverage.Gap;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with an ingest just now, for health, metrics and the status page alike: what its
 * events began and have not ended, and what its status tells. Told on the event loop, and safe to
 * ask on any thread.
 */
public final class Conditions implements IngestObserver {
  /** X sends a keep-alive at least every 20 s. */
  private static final Duration SILENT_AFTER = Duration.ofSeconds(21);

  /** What is called heard so soon after an opening is the opening itself. */
  private static final Duration OPENING = Duration.ofSeconds(1);

  /** A pause that ends at once is how a bounded memory works, and nothing to look into. */
  private static final Duration PAUSED_AFTER = Duration.ofSeconds(10);

  /** Fewer attempts than this are few. */
  private static final int FEW_ATTEMPTS = 10;

  private final SpoolWatch spool;
  private volatile Map<Kind, Condition> begun = Map.of();
  private volatile Instant usageOver = Instant.EPOCH;
  private volatile Instant refusedUntil = Instant.EPOCH;

  /** Conditions of an ingest, and of the sinks behind its spool. */
  public Conditions(SpoolWatch spool) {
    this.spool = spool;
  }

  @Override
  public void on(IngestEvent event) {
    if (event instanceof IngestEvent.Opened || event instanceof IngestEvent.Ended) {
      end(Kind.SLOT_HELD, Kind.QUIET, Kind.VOLUME_COLLAPSED, Kind.LAGGING, Kind.PAUSED);
      connection(event);
    } else if (event instanceof IngestEvent.Committed) {
      end(Kind.SINK_FAILING);
    } else if (event instanceof IngestEvent.CommitFailed failed) {
      begin(Kind.SINK_FAILING, event, "the sink takes nothing: " + failed.failure().getMessage());
    } else if (event instanceof IngestEvent.Paused) {
      begin(Kind.PAUSED, event, "reading stands still: the sink is slower than the stream");
    } else if (event instanceof IngestEvent.Resumed) {
      end(Kind.PAUSED);
    } else if (event instanceof IngestEvent.CaughtUp) {
      end(Kind.LAGGING);
    } else if (event instanceof IngestEvent.VolumeRecovered) {
      end(Kind.QUIET, Kind.VOLUME_COLLAPSED);
    } else {
      kind(event)
          .ifPresent(
              kind ->
                  begin(kind, event, Sentence.of(event).map(Sentence::words).orElse(kind.label())));
      if (event instanceof IngestEvent.AllowanceUsed used) {
        usageOver = used.period().endAfter(used.at());
      } else if (event instanceof IngestEvent.RepairRefused refused) {
        refusedUntil = refused.until();
      }
    }
  }

  private void connection(IngestEvent event) {
    if (event instanceof IngestEvent.Ended ended) {
      begin(Kind.DISCONNECTED, event, "no connection is open: " + ended.cause().sentence());
      Duration silence =
          ended.cause() instanceof EndCause.Stalled stalled ? stalled.silence() : SILENT_AFTER;
      if (ended.served().compareTo(silence.plus(OPENING)) > 0) {
        // Something was heard on it, so an earlier silence is over.
        end(Kind.SILENT);
      }
      if (ended.cause() instanceof EndCause.Stalled) {
        begin(Kind.SILENT, event, ended.cause().sentence());
      }
    } else {
      end(Kind.DISCONNECTED);
    }
  }

  private static Optional<Kind> kind(IngestEvent event) {
    if (event instanceof IngestEvent.Lagging) {
      return Optional.of(Kind.LAGGING);
    }
    if (event instanceof IngestEvent.Quiet) {
      return Optional.of(Kind.QUIET);
    }
    if (event instanceof IngestEvent.VolumeCollapsed) {
      return Optional.of(Kind.VOLUME_COLLAPSED);
    }
    if (event instanceof IngestEvent.SlotHeld) {
      return Optional.of(Kind.SLOT_HELD);
    }
    if (event instanceof IngestEvent.AllowanceUsed) {
      return Optional.of(Kind.USAGE_HIGH);
    }
    return event instanceof IngestEvent.RepairRefused
        ? Optional.of(Kind.REPAIR_REFUSED)
        : Optional.empty();
  }

  /** What lasts keeps the time when it began, and has the words that were said of it last. */
  private void begin(Kind kind, IngestEvent event, String words) {
    Map<Kind, Condition> next = new EnumMap<>(Kind.class);
    next.putAll(begun);
    Instant since =
        Optional.ofNullable(next.get(kind))
            .filter(known -> !isOverOrBrief(known, event.at()))
            .map(Condition::since)
            .orElse(event.at());
    next.put(kind, new Condition(kind, since, words));
    begun = Map.copyOf(next);
  }

  private void end(Kind... kinds) {
    Map<Kind, Condition> next = new EnumMap<>(Kind.class);
    next.putAll(begun);
    if (next.keySet().removeAll(List.of(kinds))) {
      begun = Map.copyOf(next);
    }
  }

  /** What is wrong, in the order of {@link Kind}; {@code status} is as of {@code now}. */
  public List<Condition> active(IngestStatus status, Instant now) {
    Map<Kind, Condition> all = new EnumMap<>(Kind.class);
    all.putAll(begun);
    all.values().removeIf(condition -> isOverOrBrief(condition, now));
    if (status.state() == IngestStatus.State.STREAMING || isResting(status)) {
      all.remove(Kind.DISCONNECTED);
    }
    if (isResting(status)) {
      // That all was used is part of what is said of the rest.
      all.remove(Kind.USAGE_HIGH);
    }
    if (isHeard(status)) {
      all.remove(Kind.SILENT);
    }
    List<Condition> seen = new ArrayList<>();
    connection(status, now).ifPresent(seen::add);
    behindSpool().ifPresent(seen::add);
    gaps(status).ifPresent(seen::add);
    budget(status.budget(), now).ifPresent(seen::add);
    seen.forEach(condition -> all.putIfAbsent(condition.kind(), condition));
    return List.copyOf(all.values());
  }

  /** The user wants no more posts for now: that is not a problem. */
  private static boolean isResting(IngestStatus status) {
    return status.state() == IngestStatus.State.WAITING
        && status.lastEnd().filter(EndCause.AllowanceSpent.class::isInstance).isPresent();
  }

  /** A new connection ends a silence only once it brings something. */
  private static boolean isHeard(IngestStatus status) {
    return status.state() == IngestStatus.State.STREAMING
        && status.heardAt().filter(status.since().plus(OPENING)::isBefore).isPresent();
  }

  private boolean isOverOrBrief(Condition condition, Instant now) {
    return switch (condition.kind()) {
      case PAUSED -> now.isBefore(condition.since().plus(PAUSED_AFTER));
      case USAGE_HIGH -> !now.isBefore(usageOver);
      case REPAIR_REFUSED -> !now.isBefore(refusedUntil);
      default -> false;
    };
  }

  private static Optional<Condition> connection(IngestStatus status, Instant now) {
    if (status.state() == IngestStatus.State.STREAMING) {
      return status
          .heardAt()
          .filter(heard -> Duration.between(heard, now).compareTo(SILENT_AFTER) > 0)
          .map(
              heard ->
                  new Condition(
                      Kind.SILENT,
                      heard,
                      "nothing arrives, not even a keep-alive, for "
                          + Spans.of(Duration.between(heard, now))));
    }
    if (isResting(status)) {
      return Optional.of(
          new Condition(
              Kind.USAGE_HIGH, status.since(), "resting: " + status.lastEnd().get().sentence()));
    }
    String why = status.lastEnd().map(EndCause::sentence).map(words -> ": " + words).orElse("");
    return Optional.of(
        new Condition(Kind.DISCONNECTED, status.since(), "no connection is open" + why));
  }

  private Optional<Condition> behindSpool() {
    return spool.sinks().stream()
        .filter(sink -> sink.trouble().isPresent())
        .findFirst()
        .map(
            sink ->
                new Condition(
                    Kind.SINK_FAILING,
                    sink.since(),
                    "%s takes nothing, %d batches wait: %s"
                        .formatted(sink.sink(), sink.waiting(), sink.trouble().get())));
  }

  private static Optional<Condition> gaps(IngestStatus status) {
    List<Gap> gaps = status.coverage().gaps();
    return gaps.stream()
        .findFirst()
        .map(
            oldest ->
                new Condition(
                    Kind.GAP_OPEN,
                    oldest.range().from(),
                    (gaps.size() == 1 ? "1 gap is" : gaps.size() + " gaps are")
                        + " not repaired yet, the oldest since "
                        + oldest.range().from().truncatedTo(ChronoUnit.SECONDS)));
  }

  private static Optional<Condition> budget(ConnectBudget budget, Instant now) {
    int left = budget.left(now);
    boolean held = !budget.holdAt(now).isZero();
    return left > FEW_ATTEMPTS && !held
        ? Optional.empty()
        : Optional.of(
            new Condition(
                Kind.BUDGET_LOW,
                now,
                held
                    ? "X's rate limit holds the next attempt for " + Spans.of(budget.holdAt(now))
                    : "%d of %d attempts at a connection are left for these 15 minutes"
                        .formatted(left, budget.limit())));
  }
}

package dev.ouzel.app.operations;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.ingest.IngestEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an event means, for a person.
 *
 * @param warning true when the person may want to do something about it
 * @param words one sentence on one line
 */
public record Sentence(boolean warning, String words) {
  /** Brings the words onto one line. */
  public Sentence {
    words = Console.oneLine(words);
  }

  /**
   * The sentence about the pace of a stream, what it may deliver, its gaps, or its connections as X
   * has them; empty for an event about something else.
   */
  public static Optional<Sentence> of(IngestEvent event) {
    return ofPace(event)
        .or(() -> ofAllowance(event))
        .or(() -> ofGaps(event))
        .or(() -> ofConnections(event));
  }

  private static Optional<Sentence> ofAllowance(IngestEvent event) {
    return event instanceof IngestEvent.AllowanceUsed used
        ? warning(
            "%,d posts were delivered this %s, of %,d allowed",
            used.delivered(), used.period().label(), used.allowed())
        : Optional.empty();
  }

  private static Optional<Sentence> ofPace(IngestEvent event) {
    if (event instanceof IngestEvent.Lagging lagging) {
      return warning(
          "falling behind: posts arrive %s after their creation", Spans.of(lagging.lag()));
    }
    if (event instanceof IngestEvent.CaughtUp caughtUp) {
      return note("caught up: posts arrive %s after their creation", Spans.of(caughtUp.lag()));
    }
    if (event instanceof IngestEvent.Quiet quiet) {
      return warning(
          "no post for %s, though X sends keep-alives: do the rules still match anything?",
          Spans.of(quiet.lasting()));
    }
    if (event instanceof IngestEvent.VolumeCollapsed collapsed) {
      return warning(
          "far fewer posts than usual: %.1f in the last minute, %.1f a minute before",
          collapsed.perMinute(), collapsed.usual());
    }
    if (event instanceof IngestEvent.VolumeRecovered recovered) {
      return note("posts come as usual again: %.1f in the last minute", recovered.perMinute());
    }
    return Optional.empty();
  }

  private static Optional<Sentence> ofGaps(IngestEvent event) {
    if (event instanceof IngestEvent.GapOpened opened) {
      return warning(
          "posts may be missing from %s: %s", words(opened.gap().range()), opened.gap().reason());
    }
    if (event instanceof IngestEvent.GapClosed closed) {
      return closed(closed.gap());
    }
    if (event instanceof IngestEvent.Recovering recovering) {
      return note(
          "asking X to replay %s (attempt %d)", words(recovering.slice()), recovering.attempt());
    }
    if (event instanceof IngestEvent.RecoveryEnded ended) {
      return ended.repaired()
          ? note("X has replayed %s", words(ended.slice()))
          : warning(
              "the recovery of %s is not credited and will be tried again: %s",
              words(ended.slice()), ended.cause().sentence());
    }
    if (event instanceof IngestEvent.RepairRefused refused) {
      return warning(
          "X gives this app no %s, so gaps stay longer or for good; asking again after %s: %s",
          refused.recoveries() ? "recoveries" : "backfill",
          seconds(refused.until()),
          refused.sentence());
    }
    return Optional.empty();
  }

  private static Optional<Sentence> closed(Gap gap) {
    String remedy = gap.remedy().isEmpty() ? "" : ": " + gap.remedy();
    return gap.state() == Gap.State.LOST
        ? warning("what X published from %s and we missed is lost%s", words(gap.range()), remedy)
        : note("nothing is missing any more from %s%s", words(gap.range()), remedy);
  }

  private static Optional<Sentence> ofConnections(IngestEvent event) {
    if (event instanceof IngestEvent.Audited audited) {
      return note("X's record: %s", each(audited.connections(), Sentence::recorded));
    }
    if (event instanceof IngestEvent.AuditFailed failed) {
      return warning("X's record of connections is of no help now: %s", failed.sentence());
    }
    if (event instanceof IngestEvent.SlotHeld held) {
      return warning(
          "X allows no more connections; %s",
          held.holders().isEmpty()
              ? "its record does not tell who holds the place"
              : "the place is held by " + each(held.holders(), Sentence::holder));
    }
    if (event instanceof IngestEvent.Terminated terminated) {
      return note("terminated to make room for ours: %s", String.join(", ", terminated.ids()));
    }
    return Optional.empty();
  }

  /** Both views of it, once it is over and X's record is known. */
  private static String recorded(ConnectionRecord connection) {
    Connection entry = connection.recorded().orElseGet(() -> Connection.builder().build());
    String name =
        "connection " + connection.number() + entry.id().map(id -> " (" + id + ")").orElse("");
    if (entry.disconnectedAt().isEmpty()) {
      return name + " is alive";
    }
    String lasted =
        connection
            .endedAt()
            .map(at -> " after " + Spans.of(Duration.between(connection.openedAt(), at)))
            .orElse("");
    return "%s ended%s: we saw '%s', X recorded %s at %s"
        .formatted(
            name,
            lasted,
            connection.detail().orElse("nothing, for we had died"),
            entry.disconnectReason().map(why -> "'" + why + "'").orElse("an end"),
            seconds(entry.disconnectedAt().get()));
  }

  private static String holder(Connection connection) {
    return "%s (from %s, since %s)"
        .formatted(
            connection.id().orElse("a connection without an id"),
            connection.clientIp().orElse("an unknown address"),
            connection.connectedAt().map(at -> seconds(at).toString()).orElse("an unknown time"));
  }

  private static <T> String each(List<T> things, Function<T, String> words) {
    return things.stream().map(words).collect(Collectors.joining("; "));
  }

  private static String words(TimeRange range) {
    return "%s to %s (%s)"
        .formatted(seconds(range.from()), seconds(range.to()), Spans.of(range.length()));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Optional<Sentence> warning(String words, Object... parts) {
    return Optional.of(new Sentence(true, String.format(Locale.ROOT, words, parts)));
  }

  private static Optional<Sentence> note(String words, Object... parts) {
    return Optional.of(new Sentence(false, String.format(Locale.ROOT, words, parts)));
  }
}

package dev.ouzel.ingest;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the last connections covered, which X's own record may put in doubt. It never shows that
 * more was covered, for to X a dead socket looks connected.
 */
final class Spells {
  private static final int MOST = 10;
  private static final Duration ALMOST_A_MILLI = Duration.ofNanos(999_999);

  private final CoverageBook coverage;
  private final Map<Long, TimeRange> spells = new LinkedHashMap<>();

  Spells(CoverageBook coverage) {
    this.coverage = coverage;
  }

  /** The connection with this number is over. */
  void ended(long connection, Watermark.Opening opening) {
    coverage
        .ledger()
        .frontier()
        .flatMap(frontier -> TimeRange.between(opening.liveFrom(), frontier))
        .ifPresent(spell -> spells.put(connection, spell));
    if (spells.size() > MOST) {
      spells.remove(spells.keySet().iterator().next());
    }
  }

  /** X's record of a connection is known; it counts once the connection is over. */
  void audited(Moment now, ConnectionRecord known) {
    Optional<TimeRange> spell =
        known.endedAt().isPresent()
            ? Optional.ofNullable(spells.remove(known.number()))
            : Optional.empty();
    spell.ifPresent(
        covered -> {
          Optional<Connection> entry = known.recorded();
          entry
              .flatMap(Connection::connectedAt)
              .map(Spells::nextMilli)
              .flatMap(covered::before)
              .ifPresent(late -> doubt(now, late, known));
          entry
              .flatMap(Connection::disconnectedAt)
              .map(time -> time.truncatedTo(ChronoUnit.MILLIS))
              .flatMap(covered::since)
              .ifPresent(early -> doubt(now, early, known));
        });
  }

  private static Instant nextMilli(Instant time) {
    return time.plus(ALMOST_A_MILLI).truncatedTo(ChronoUnit.MILLIS);
  }

  private void doubt(Moment now, TimeRange time, ConnectionRecord known) {
    Gap gap =
        Gap.open(
            time,
            "X's record says that it was not connected then",
            OptionalLong.of(known.number()));
    coverage.change(now, ledger -> ledger.doubt(gap));
  }
}

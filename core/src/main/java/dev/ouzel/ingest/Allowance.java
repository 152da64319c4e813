package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.sink.Usage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How many posts X may deliver in a day and in a month, since X bills by the post. */
final class Allowance {
  /** Percents of what is allowed at which it is worth a word. */
  private static final int[] TOLD_AT = {80, 95, 100};

  private final IngestSettings settings;
  private final Consumer<IngestEvent> events;
  private final Map<Usage.Period, Integer> told = new EnumMap<>(Usage.Period.class);

  /** Asked at every step of the ingest: who sets no limit is not to pay for one. */
  private final boolean unlimited;

  Allowance(IngestSettings settings, Consumer<IngestEvent> events) {
    this.settings = settings;
    this.events = events;
    this.unlimited = settings.maxPostsPerDay().isEmpty() && settings.maxPostsPerMonth().isEmpty();
  }

  private OptionalLong limit(Usage.Period period) {
    return period == Usage.Period.DAY ? settings.maxPostsPerDay() : settings.maxPostsPerMonth();
  }

  /** Says once for each period when most of it is used, and when all of it is. */
  void tell(Usage usage, Moment now) {
    if (unlimited) {
      return;
    }
    Usage known = usage.at(now.wall());
    for (Usage.Period period : Usage.Period.values()) {
      limit(period).ifPresent(allowed -> tell(period, known.in(period), allowed, now));
    }
  }

  private void tell(Usage.Period period, long delivered, long allowed, Moment now) {
    int reached = 0;
    for (int percent : TOLD_AT) {
      reached = delivered >= Math.ceil(allowed / 100.0 * percent) ? percent : reached;
    }
    if (reached > told.getOrDefault(period, 0)) {
      events.accept(new IngestEvent.AllowanceUsed(now.wall(), period, delivered, allowed));
    }
    told.put(period, reached);
  }

  /** The period of which all is used up, the longer of two; empty while more may come. */
  Optional<Usage.Period> spent(Usage usage, Moment now) {
    if (unlimited) {
      return Optional.empty();
    }
    Usage known = usage.at(now.wall());
    return Stream.of(Usage.Period.MONTH, Usage.Period.DAY)
        .filter(period -> known.in(period) >= limit(period).orElse(Long.MAX_VALUE))
        .findFirst();
  }

  /** How long until more may be delivered; zero when more may be now. */
  Duration rest(Usage usage, Moment now) {
    return spent(usage, now)
        .map(period -> Duration.between(now.wall(), period.endAfter(now.wall())))
        .orElse(Duration.ZERO);
  }
}

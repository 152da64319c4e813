package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import java.util.Optional;

/** Whether an ingest is stopping, why, and how long that may take. */
final class Ending {
  private final IngestSettings settings;
  private Optional<IngestEnd> end = Optional.empty();
  private Optional<Moment> runOver = Optional.empty();
  private Optional<Moment> stopOver = Optional.empty();

  Ending(IngestSettings settings) {
    this.settings = settings;
  }

  /** X accepted: the time to run counts from the first such moment. */
  void opened(Moment now) {
    if (runOver.isEmpty()) {
      runOver = settings.runFor().map(now::plus);
    }
  }

  /** Begins to stop; false when that had begun. */
  boolean begin(IngestEnd reason, Moment now) {
    if (hasBegun()) {
      return false;
    }
    end = Optional.of(reason);
    stopOver = Optional.of(now.plus(settings.stopTimeout()));
    return true;
  }

  /** A graver reason takes the place of the one that began it. */
  void replace(IngestEnd graver) {
    end = Optional.of(graver);
  }

  boolean hasBegun() {
    return end.isPresent();
  }

  IngestEnd reason() {
    return end.orElseThrow();
  }

  /** True when the time to run is over. */
  boolean isTimeOver(Moment now) {
    return runOver.filter(now::hasReached).isPresent();
  }

  /** True when stopping has taken too long. */
  boolean isOverdue(Moment now) {
    return stopOver.filter(now::hasReached).isPresent();
  }

  Optional<Moment> deadline() {
    return hasBegun() ? stopOver : runOver;
  }
}

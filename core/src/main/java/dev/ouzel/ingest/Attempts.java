package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.stream.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Numbers the attempts of all connections, keeps them within X's rate limit, and has each put on
 * record before it is made, so that not even a crash makes one forgotten.
 */
final class Attempts {
  /** A record that took longer than this makes its date wrong. */
  private static final Duration PROMPT = Duration.ofSeconds(5);

  private final List<Link> recording = new ArrayList<>();
  private ConnectBudget budget = ConnectBudget.fresh();
  private Optional<Instant> scarceUntil = Optional.empty();
  private boolean recordDue;
  private int last;

  /** Goes on from the attempts before a restart. */
  void resume(ConnectBudget before) {
    budget = before;
  }

  ConnectBudget budget() {
    return budget;
  }

  /** How long to wait before an attempt may be made. */
  Duration hold(Moment now) {
    return budget.waitBefore(now.wall());
  }

  /** True when there is so much left that a recovery does not take it from the live connection. */
  boolean isPlenty(Moment now) {
    return budget.isHalfLeft(now.wall()) && scarceUntil.filter(now.wall()::isBefore).isEmpty();
  }

  /** Has an attempt put on record, to be made thereafter. */
  void plan(Link link, Moment now) {
    budget = budget.attempted(now.wall());
    recording.add(link);
  }

  /** A hold must outlive a crash, so it is put on record when it comes. */
  void heed(RateLimit rateLimit, Moment now) {
    ConnectBudget told = budget.told(rateLimit, now.wall());
    recordDue |= told.heldUntil().isPresent() && !told.heldUntil().equals(budget.heldUntil());
    budget = told;
    if (rateLimit.remaining().isPresent()) {
      boolean scarce = rateLimit.remaining().getAsInt() * 2 <= told.limit();
      scarceUntil = scarce ? rateLimit.reset() : Optional.empty();
    }
  }

  /** True when a batch is to be sent for the record's sake. */
  boolean isRecordDue() {
    return recordDue || recording.stream().anyMatch(Link::isToBeRecorded);
  }

  /** A batch was sent. */
  void sent(long sequence) {
    recordDue = false;
    recording.forEach(link -> link.sent(sequence));
  }

  /**
   * The attempts that the batch with this number put on record: they are to be made now. One whose
   * record took long is counted anew, for X counts it as of now.
   */
  List<Link> recordedBy(long sequence, Moment now) {
    List<Link> recorded = recording.stream().filter(link -> link.isRecordedBy(sequence)).toList();
    for (Link link : recorded) {
      if (now.since(link.since()).compareTo(PROMPT) > 0) {
        budget = budget.attempted(now.wall());
        recordDue = true;
      }
    }
    recording.removeIf(link -> link.state() != Link.State.RECORDING || recorded.contains(link));
    return recorded;
  }

  /** The number of the next attempt. */
  int next() {
    return ++last;
  }
}

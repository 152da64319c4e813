package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gathers what arrives into parcels, by bytes, count and age. One is filled; full ones wait in
 * line.
 */
final class Batcher {
  private final IngestSettings settings;
  private final Supplier<Seal> sealing;
  private final Deque<Parcel> full = new ArrayDeque<>();
  private Parcel filling;
  private long waitingBytes;

  /** A batcher that seals each parcel, once nothing more is put in, with what is true by then. */
  Batcher(IngestSettings settings, Supplier<Seal> sealing, Moment now) {
    this.settings = settings;
    this.sealing = sealing;
    this.filling = new Parcel(now);
  }

  /** The parcel to put things into, begun now if it is empty. */
  Parcel filling(Moment now) {
    if (filling.isEmpty()) {
      filling = new Parcel(now);
    }
    return filling;
  }

  /** To be called when a turn of reading has been put in: closes the parcel if that filled it. */
  void turnOver() {
    if (filling.posts().size() + filling.deadLetters().size() + filling.rematches().size()
            >= settings.batchPosts()
        || filling.pinnedBytes() >= settings.batchBytes()) {
      close();
    }
  }

  /** Puts what there is in line, without waiting for more. */
  void close() {
    if (!filling.isEmpty()) {
      filling.seal(sealing.get());
      full.add(filling);
      waitingBytes += filling.pinnedBytes();
      filling = new Parcel(filling.since());
    }
  }

  /** A sealed parcel of nothing. There must be none in line, for what it tells is newer. */
  Parcel blank(Moment now) {
    Parcel parcel = new Parcel(now);
    parcel.seal(sealing.get());
    return parcel;
  }

  /** The next parcel that is full or old enough, which leaves the batcher; empty when none is. */
  Optional<Parcel> next(Moment now) {
    if (full.isEmpty() && isAged(now)) {
      close();
    }
    return nextFull();
  }

  /** The next parcel that is full, which leaves the batcher; empty when none is. */
  Optional<Parcel> nextFull() {
    Optional<Parcel> next = Optional.ofNullable(full.poll());
    next.ifPresent(parcel -> waitingBytes -= parcel.pinnedBytes());
    return next;
  }

  private boolean isAged(Moment now) {
    return deadline().filter(now::hasReached).isPresent();
  }

  /** When the parcel being filled is old enough; empty while there is nothing in it. */
  Optional<Moment> deadline() {
    return filling.isEmpty()
        ? Optional.empty()
        : Optional.of(filling.since().plus(settings.linger()));
  }

  /** Posts that have not left yet. */
  long posts() {
    return filling.posts().size() + full.stream().mapToLong(parcel -> parcel.posts().size()).sum();
  }

  /** Memory pinned by what has not left yet. */
  long bytes() {
    return waitingBytes + filling.pinnedBytes();
  }
}

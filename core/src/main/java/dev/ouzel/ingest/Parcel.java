package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What will become one batch, once its turn comes and it gets a checkpoint. */
final class Parcel {
  private final Moment since;
  private final List<ReceivedPost> posts = new ArrayList<>();
  private final List<Rematch> rematches = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private Optional<Seal> seal = Optional.empty();
  private long pinnedBytes;

  Parcel(Moment since) {
    this.since = since;
  }

  Moment since() {
    return since;
  }

  List<ReceivedPost> posts() {
    return posts;
  }

  List<Rematch> rematches() {
    return rematches;
  }

  List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  long pinnedBytes() {
    return pinnedBytes;
  }

  void pin(long bytes) {
    pinnedBytes += bytes;
  }

  /** Nothing more is put in. */
  void seal(Seal trueByNow) {
    seal = Optional.of(trueByNow);
  }

  Seal seal() {
    return seal.orElseThrow();
  }

  boolean isEmpty() {
    return posts.isEmpty() && rematches.isEmpty() && deadLetters.isEmpty();
  }
}

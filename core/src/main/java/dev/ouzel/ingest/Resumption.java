package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostIds;
import java.time.Instant;
import java.util.Optional;

/**
 * What the sink remembers of the time before.
 *
 * @param checkpoint the last batch's
 * @param recent ids of posts created lately, to fill the duplicate window
 * @param isRecentWhole true when no other posts created lately are kept
 */
record Resumption(Optional<Checkpoint> checkpoint, PostIds recent, boolean isRecentWhole) {
  /**
   * The time by X's clock at the latest, as long as X has not told it: this machine's clock may be
   * behind, and then the newest post tells better.
   */
  Instant clock(Moment now) {
    return clock(checkpoint, now);
  }

  /** As {@link #clock(Moment)}, of a checkpoint alone. */
  static Instant clock(Optional<Checkpoint> checkpoint, Moment now) {
    return checkpoint
        .flatMap(Checkpoint::newestPost)
        .flatMap(PostId::createdAt)
        .filter(now.wall()::isBefore)
        .orElse(now.wall());
  }
}

package dev.ouzel.ingest;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.stream.EndCause;

/** One recovery of a part of a gap: what it brought, and whether that is all there is. */
final class Recovery implements Witness {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final TimeRange slice;
  private final Link link;
  private final long endMillis;
  private final long askedMillis;
  private boolean beyond;
  private boolean troubled;
  private long posts;
  private long mixed;

  /**
   * What a recovery brought of its slice, told in any order: two that brought the same posts are
   * equal.
   *
   * @param posts how many
   * @param mixed their ids, mixed
   */
  record Print(long posts, long mixed) {}

  /** A recovery by a link that asks for the slice and a little more. */
  Recovery(TimeRange slice, Link link) {
    this.slice = slice;
    this.link = link;
    this.endMillis = slice.to().toEpochMilli();
    this.askedMillis = link.request().endTime().orElse(slice.to()).toEpochMilli();
  }

  TimeRange slice() {
    return slice;
  }

  Link link() {
    return link;
  }

  @Override
  public void seen(long id, DuplicateWindow.Verdict verdict) {
    if (!PostId.isSnowflake(id)) {
      return;
    }
    if (PostId.millis(id) >= endMillis) {
      beyond |= PostId.millis(id) < askedMillis;
    } else {
      posts++;
      long spread = id * SPREAD;
      mixed += spread ^ (spread >>> Integer.SIZE);
    }
  }

  /** X sent a notice of trouble, or not all was taken: what came cannot be taken for all. */
  void troubled() {
    troubled = true;
  }

  Print print() {
    return new Print(posts, mixed);
  }

  /** True when X told all that it meant to tell. */
  boolean isWhole(EndCause cause, int unfinishedBytes) {
    return cause instanceof EndCause.Closed
        && unfinishedBytes == 0
        && !troubled
        && link.hasOpened();
  }

  /** True when a post came from beyond the slice, so that X had come to the slice's end. */
  boolean reachedTheEnd() {
    return beyond;
  }
}

package dev.ouzel.ingest;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.stream.EndCause;
import java.time.Duration;

/** One replay of a part of a gap: what it brought, and whether that is all there is. */
final class Replay implements Witness {
  private static final int TAIL_PART = 10;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final TimeRange slice;
  private final Link link;
  private final long tailMillis;
  private boolean tailSeen;
  private boolean troubled;
  private long posts;
  private long mixed;

  /**
   * What a replay brought, told in any order: two that brought the same posts are equal.
   *
   * @param posts how many
   * @param mixed their ids, mixed
   */
  record Print(long posts, long mixed) {}

  Replay(TimeRange slice, Link link, Duration margin) {
    this.slice = slice;
    this.link = link;
    Duration part = slice.length().dividedBy(TAIL_PART);
    Duration tail = part.compareTo(margin) < 0 ? part : margin;
    this.tailMillis = slice.to().minus(tail).toEpochMilli();
  }

  TimeRange slice() {
    return slice;
  }

  Link link() {
    return link;
  }

  @Override
  public void seen(long id, DuplicateWindow.Verdict verdict) {
    if (PostId.isSnowflake(id)) {
      long millis = PostId.millis(id);
      tailSeen |= millis >= tailMillis && millis < slice.to().toEpochMilli();
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

  /** True when a post came from so near the end that nothing can be missing after it. */
  boolean reachedTheEnd() {
    return tailSeen;
  }
}

package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The frames published so far, oldest first, of which the oldest are forgotten at a limit. All that
 * is delivered comes from here: live, as backfill and in recovery.
 */
final class PostLog {
  private final long limit;
  private final Deque<DatedFrame> frames = new ArrayDeque<>();
  private long bytes;
  private long count;

  PostLog(long limit) {
    this.limit = limit;
  }

  void append(DatedFrame frame) {
    frames.addLast(frame);
    bytes += frame.frame().size();
    count++;
    while (bytes > limit) {
      bytes -= frames.removeFirst().frame().size();
    }
  }

  List<Payload> frames() {
    return frames.stream().map(DatedFrame::frame).toList();
  }

  /** Those created from {@code from} until before {@code to}, in the order of their creation. */
  List<Payload> created(Instant from, Instant to) {
    return frames.stream()
        .filter(frame -> !frame.created().isBefore(from) && frame.created().isBefore(to))
        .sorted(Comparator.comparing(DatedFrame::created))
        .map(DatedFrame::frame)
        .toList();
  }

  /** How many were ever published, remembered or not. */
  long count() {
    return count;
  }
}

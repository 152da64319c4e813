package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was published so far, oldest first, of which the oldest are forgotten at a limit. All that
 * is delivered comes from here: live, as backfill and in recovery.
 */
final class PostLog {
  private final long limit;
  private final Deque<Publication> publications = new ArrayDeque<>();
  private long bytes;
  private long count;

  PostLog(long limit) {
    this.limit = limit;
  }

  void append(Publication publication) {
    publications.addLast(publication);
    bytes += publication.whole().size();
    count++;
    while (bytes > limit) {
      bytes -= publications.removeFirst().whole().size();
    }
  }

  List<Payload> frames() {
    return publications.stream().map(Publication::whole).toList();
  }

  /** Those created from {@code from} until before {@code to}, in the order of their creation. */
  Stream<Publication> created(Instant from, Instant to) {
    return publications.stream()
        .filter(each -> !each.created().isBefore(from) && each.created().isBefore(to))
        .sorted(Comparator.comparing(Publication::created));
  }

  /** How many were ever published, remembered or not. */
  long count() {
    return count;
  }
}

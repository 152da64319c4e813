package dev.ouzel.testkit.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All that X published, in the order of creation: behind live streams and recoveries alike. */
final class PostLog {
  private final List<PublishedPost> posts = new ArrayList<>();

  void add(PublishedPost post) {
    posts.add(post);
  }

  /**
   * Posts created from {@code from} up to but excluding {@code to} that are ready by {@code by}.
   */
  List<PublishedPost> between(Instant from, Instant to, Instant by) {
    return posts.subList(indexOf(from), Math.max(indexOf(from), indexOf(to))).stream()
        .filter(post -> !post.availableAt().isAfter(by))
        .toList();
  }

  /** How many were created before. */
  private int indexOf(Instant moment) {
    int low = 0;
    int high = posts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (posts.get(middle).createdAt().isBefore(moment)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

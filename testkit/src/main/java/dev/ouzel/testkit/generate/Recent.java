package dev.ouzel.testkit.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The posts made last: 1,000 that others may refer to, and 50 that may yet be edited. */
final class Recent {
  private static final int MOST = 1_000;
  private static final int MOST_EDITABLE = 50;

  /** Oldest first; so few that to take out the first costs next to nothing. */
  private final List<Made> posts = new ArrayList<>();

  private final List<Made> editable = new ArrayList<>();

  void add(Made post) {
    add(post, posts, MOST);
    if (post.isEditable()) {
      add(post, editable, MOST_EDITABLE);
    }
  }

  private static void add(Made post, List<Made> posts, int most) {
    if (posts.size() == most) {
      posts.remove(0);
    }
    posts.add(post);
  }

  boolean isEmpty() {
    return posts.isEmpty();
  }

  /** One of them, the latest more often; empty when there are none. */
  Optional<Made> any(Dice dice) {
    int count = posts.size();
    return count == 0 ? Optional.empty() : Optional.of(posts.get(count - 1 - dice.low(count)));
  }

  /** One to be edited by the post {@code id}, which is to be added then. */
  Optional<Made> takeEditable(Dice dice, long id) {
    editable.removeIf(post -> !post.isOpenAt(id));
    return editable.isEmpty()
        ? Optional.empty()
        : Optional.of(editable.remove(dice.below(editable.size())));
  }

  /** Those that are a newer version of another post. */
  List<Made> edited() {
    return posts.stream().filter(post -> post.history().size() > 1).toList();
  }

  /** Those that quote {@code post}. */
  List<Made> quoting(Made post) {
    return posts.stream().filter(other -> other.quotes(post.wireId())).toList();
  }

  /** Takes out a post that is deleted; those that quote it are not edited any more. */
  void forget(Made post) {
    posts.remove(post);
    editable.removeIf(other -> other.equals(post) || other.quotes(post.wireId()));
  }
}

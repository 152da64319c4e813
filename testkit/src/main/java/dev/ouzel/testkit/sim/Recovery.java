package dev.ouzel.testkit.sim;

import java.time.Duration;
import java.util.List;

/** X sends posts of the past on a connection, no faster than they are read. */
final class Recovery {
  private static final Duration STEP = Duration.ofMillis(200);
  private static final int POSTS_A_STEP = 100;
  private static final long ENOUGH_BYTES = 1024;

  private final World world;
  private final SimulatedConnection connection;
  private final List<PublishedPost> posts;
  private final Runnable after;
  private int next;

  /** Sends {@code posts} in their order, then does what comes {@code after}. */
  Recovery(World world, SimulatedConnection connection, List<PublishedPost> posts, Runnable after) {
    this.world = world;
    this.connection = connection;
    this.posts = posts;
    this.after = after;
  }

  void step() {
    for (int sent = 0;
        sent < POSTS_A_STEP && next < posts.size() && connection.unreadBytes() < ENOUGH_BYTES;
        sent++) {
      connection.send(posts.get(next).frame());
      next++;
    }
    if (next == posts.size()) {
      after.run();
    } else if (connection.isWritten()) {
      world.after(STEP, this::step);
    }
  }
}

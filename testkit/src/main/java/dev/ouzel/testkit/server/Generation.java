package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * What makes up posts for a {@link FakeX}. Every method may be called on any thread and is quick.
 */
public interface Generation {
  /** How many posts a second it publishes; 0 for none, infinite for as fast as they are read. */
  double rate();

  /**
   * Publishes at this rate from now on.
   *
   * @throws IllegalArgumentException when it is negative or not a number
   */
  void rate(double postsPerSecond);

  /**
   * Makes up so many whole posts, created now, and does not publish them.
   *
   * @param seed what they follow from, but for their time; when empty they follow those before
   */
  CompletionStage<List<Payload>> make(int count, OptionalLong seed);

  /** Goes back to the rate that it had at first. */
  void reset();
}

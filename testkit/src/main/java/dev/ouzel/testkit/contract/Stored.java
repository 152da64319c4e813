package dev.ouzel.testkit.contract;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import java.util.List;

/**
 * What a reader finds in a sink's store, without the sink's help.
 *
 * @param posts every post; from a log in the order of the log, else in any order
 * @param rematches every rematch; empty from a store that keeps none
 * @param deadLetters every dead letter; empty from a store that keeps none
 */
public record Stored(List<Post> posts, List<Rematch> rematches, List<DeadLetter> deadLetters) {
  /** Copies the lists. */
  public Stored {
    posts = List.copyOf(posts);
    rematches = List.copyOf(rematches);
    deadLetters = List.copyOf(deadLetters);
  }

  /**
   * A post in the store.
   *
   * @param id its id
   * @param frame the frame, byte for byte
   */
  public record Post(long id, Payload frame) {
    static Post of(ReceivedPost post) {
      return new Post(post.id(), post.payload());
    }
  }
}

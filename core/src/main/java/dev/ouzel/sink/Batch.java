package dev.ouzel.sink;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import java.util.List;
import org.immutables.value.Value;

/**
 * What is kept together or not at all. May hold no posts: a checkpoint alone is worth keeping. Its
 * number is its checkpoint's {@link Checkpoint#sequence}.
 */
@Value.Immutable
public abstract class Batch {
  Batch() {}

  /** Posts in the order of arrival, no id twice. */
  public abstract List<ReceivedPost> posts();

  /** Posts that arrived again with other rules. */
  public abstract List<Rematch> rematches();

  /** Frames that are no posts, in the order of arrival. */
  public abstract List<DeadLetter> deadLetters();

  /** Stretches of time that were closed; where two overlap, the one kept later counts. */
  public abstract List<Stretch> coverage();

  /** Connections of which something new is known; each replaces what was told of it before. */
  public abstract List<ConnectionRecord> connections();

  /** How far the stream is kept once this batch is. */
  public abstract Checkpoint checkpoint();

  /**
   * The batch with a post, that a sink will never take, among its dead letters instead; this batch
   * when it has no such post.
   */
  public Batch rejecting(long postId, SinkFailure failure) {
    List<DeadLetter> letters =
        posts().stream()
            .filter(post -> post.id() == postId)
            .map(
                post ->
                    new DeadLetter(post.receivedAt(), DeadLetter.rejected(failure), post.payload()))
            .toList();
    return letters.isEmpty()
        ? this
        : builder()
            .from(this)
            .posts(posts().stream().filter(post -> post.id() != postId).toList())
            .addAllDeadLetters(letters)
            .build();
  }

  /** Its number and how much it holds: the posts themselves would fill a log. */
  @Override
  public String toString() {
    return "Batch[%d: %d posts, %d rematches, %d dead letters]"
        .formatted(
            checkpoint().sequence(), posts().size(), rematches().size(), deadLetters().size());
  }

  /** A batch with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Batch}. Not safe for use by several threads. */
  public static class Builder extends ImmutableBatch.Builder {
    Builder() {}
  }
}
